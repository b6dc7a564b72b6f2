package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.HashCache;
import dev.gitmodel.lfs.RemoteBlobs;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Outbox;
import dev.gitmodel.store.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;

/** A registry of bare repositories in a directory: its own, or mirrors of a host's. */
public final class GitModelStore implements ModelStore, AutoCloseable {
  private final RegistryDirectory directory;
  private final Path cache;
  private final Patience patience;
  private final Keeping keeping;
  private final Signer signer;
  private final Repositories repositories = new Repositories();
  private final PolicySource policy;
  private final Upstream upstream;
  private final Indexes indexes;
  private final FileStores files;
  private final Snapshots snapshots;

  /**
   * Where a store is, where it may keep what it can make again, how long it waits for a turn, and
   * who is told once that it does.
   */
  public record Place(
      Path registry, Path cache, Duration patience, Keeping keeping, Consumer<String> notice) {
    /** A registry of our own, where nobody is told. */
    public Place(Path registry, Path cache, Duration patience) {
      this(registry, cache, patience, Keeping.OURS, text -> {});
    }
  }

  /** Whose the repositories' configuration is. */
  public enum Keeping {
    /** Ours: what a registry needs is put right before each write. */
    OURS,
    /** The Git host's. */
    THE_HOSTS
  }

  /** Opens the embedded registry; it need not be there yet. */
  public GitModelStore(Place place, UserConfig user) {
    this(place, user, (folder, open, policy) -> new Here(folder, open, place.notice()));
  }

  /** What makes the upstream of a directory, whose open repositories and policy it shares. */
  interface Making {
    Upstream of(RegistryDirectory directory, Repositories repositories, Supplier<Policy> policy);
  }

  GitModelStore(Place place, UserConfig user, Making making) {
    this.directory = new RegistryDirectory(place.registry().toAbsolutePath().normalize());
    this.cache =
        place
            .cache()
            .resolve("index")
            .resolve(RegistryDirectory.folderName(directory.root().toString()));
    this.indexes = new Indexes(cache);
    this.patience = new Patience(place.patience(), place.notice());
    this.keeping = place.keeping();
    this.signer = new Signer(user);
    this.upstream = making.of(directory, repositories, this::policy);
    this.files = new FileStores(this, upstream, new HashCache(place.cache().resolve("hashes")));
    this.policy =
        new PolicySource(directory, repositories, new IndexFile(cache.resolve("policy")), upstream);
    this.snapshots =
        new Snapshots(
            upstream,
            indexes,
            new Snapshots.Shared(
                signer, policy::now, model -> repositories.at(directory.repository(model))));
  }

  /** Loads what the first write will need, for a caller who has another thread to spare. */
  public static void warmUp() {
    JGitSystem.start();
  }

  /** The same for the writes that open no repository: see {@link LooseInserter}. */
  public static void warmUpForSmallWrites() {
    LooseInserter.start();
  }

  @Override
  public SortedSet<ModelName> models() {
    return upstream.models();
  }

  @Override
  public Listed listed() {
    return upstream.listed();
  }

  @Override
  public boolean exists(ModelName model) {
    // What is there and can't be read is no less there.
    return upstream.holds(model);
  }

  @Override
  public Policy policy() {
    return policy.now();
  }

  @Override
  public Stream<Revision> policyHistory() {
    return policy.history();
  }

  @Override
  public Snapshot look(ModelName model) {
    return snapshots.look(model);
  }

  @Override
  public Snapshot lookAt(ModelName model, Instant at) {
    return snapshots.lookAt(model, at);
  }

  /** What the store makes of the refs of its models. */
  Snapshots snapshots() {
    return snapshots;
  }

  private Path existing(ModelName model) {
    if (!upstream.has(model)) {
      throw upstream.absent(model);
    }
    return directory.repository(model);
  }

  @Override
  public FileStore files(ModelName model) {
    return files.of(model);
  }

  /** What git is told to clone the model from; NOT_FOUND where there is no such model. */
  HostAddress address(ModelName model) {
    existing(model);
    return upstream.address(model);
  }

  /** The model whose repository is at that address, where it can be one of this registry. */
  public Optional<ModelName> at(String address) {
    return upstream.at(address);
  }

  /** Frees what nothing holds of these files; how many bytes that were. */
  long purge(ModelName model, Collection<Artifact> some) {
    try (RepositoryLock lock = patience.turn(place(model), model)) {
      return holdings(model).purge(lock, some);
    }
  }

  Holdings holdings(ModelName model) {
    Path path = path(model);
    RefTable refs = RefTable.read(path);
    return new Holdings(refs, snapshots.of(model, refs), repositories.at(path), lfs(model));
  }

  @Override
  public void create(ModelName model, Authored authored) {
    if (upstream.has(model)) {
      throw Upstream.there(model);
    }
    upstream.create(model, authored, new AuditPen(signer, policy::now));
  }

  @Override
  public Turn begin(ModelName model) {
    Path path = path(model);
    return GitTurn.begin(
        new GitTurn.Place(path, () -> repositories.at(path), keeping),
        patience.turn(path, model),
        refs ->
            new GitTurn.Looked(
                refs,
                snapshots.of(model, refs).refusing("refs/"),
                files(model),
                signer,
                indexes.of(model),
                moves -> upstream.move(model, moves)));
  }

  @Override
  public Signature signatureBy(Actor by) {
    return signer.trial(by);
  }

  /** Keeping the repositories sound and small. */
  public Care care() {
    return new GitCare(this);
  }

  /** Who was told of what; of a host's models, by whoever tells from here. */
  public Outbox outbox() {
    return new GitOutbox(this);
  }

  /** The registry's own repository, there or not. */
  Path own() {
    return directory.own();
  }

  @Override
  public List<Finding> rewritten(ModelName model) {
    return upstream.rewritten(model);
  }

  /** True where the model's folder is a mirror. */
  boolean isHosted(ModelName model) {
    return upstream.elsewhere(model).isPresent();
  }

  /** Asks the model's host which of the large files it lacks; empty where there is no host. */
  Optional<Set<RemoteBlobs.Item>> missingThere(ModelName model, Set<RemoteBlobs.Item> items) {
    return files.missingThere(model, items);
  }

  Optional<List<Finding>> rights(ModelName model) {
    return upstream.rights(model);
  }

  /** Sees to it that every model's folder is what the model is, as far as can be. */
  void fetchAll() {
    upstream.fetchAll();
  }

  /** All models at a glance. */
  public Catalogue catalogue() {
    return new GitCatalogue(this, cache);
  }

  /** Where the model's repository is or would be. */
  Path place(ModelName model) {
    return directory.repository(model);
  }

  /** The same as a text. */
  String folder(ModelName model) {
    return directory.folder(model);
  }

  /** The model's repository folder, with all that the model has. */
  Path path(ModelName model) {
    Path path = existing(model);
    upstream.fetch(model);
    return path;
  }

  RepositoryLock lock(ModelName model) {
    return patience.turn(path(model), model);
  }

  Repository repository(ModelName model) {
    return repositories.at(path(model));
  }

  DirectoryBlobs lfs(ModelName model) {
    return new DirectoryBlobs(directory.repository(model).resolve("lfs"));
  }

  /** Drops what was kept of the model, to be read anew. */
  void forgetIndex(ModelName model) {
    indexes.forget(model);
  }

  @Override
  public synchronized void close() {
    indexes.save();
    policy.save();
    repositories.close();
  }
}
