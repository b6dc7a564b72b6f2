package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;

/** An embedded registry: a directory of bare repositories. */
public final class GitModelStore implements ModelStore, AutoCloseable {
  private static final int LONGEST_NAME = 200;

  private final RegistryDirectory directory;
  private final Path cache;
  private final Duration patience;
  private final Keeping keeping;
  private final Signer signer;
  private final Repositories repositories = new Repositories();
  private final PolicySource policy;
  private final Map<ModelName, VersionIndex> indexes = new HashMap<>();
  // One model's, because a list of all would keep a lot.
  private volatile LastRead lastRead = new LastRead(Optional.empty(), RefTable.Packed.NONE);

  /**
   * Where a store is, where it may keep what it can make again, and how long it waits for a turn.
   */
  public record Place(Path registry, Path cache, Duration patience, Keeping keeping) {
    /** A registry of our own. */
    public Place(Path registry, Path cache, Duration patience) {
      this(registry, cache, patience, Keeping.OURS);
    }
  }

  /** Whose the repositories' configuration is. */
  public enum Keeping {
    /** Ours: what a registry needs is put right before each write. */
    OURS,
    /** The Git host's. */
    THE_HOSTS
  }

  private record LastRead(Optional<ModelName> model, RefTable.Packed packed) {}

  /** Opens the registry; it need not be there yet. */
  public GitModelStore(Place place, UserConfig user) {
    this.directory = new RegistryDirectory(place.registry().toAbsolutePath().normalize());
    this.cache = place.cache().resolve("index").resolve(folderName(directory.root()));
    this.patience = place.patience();
    this.keeping = place.keeping();
    this.signer = new Signer(user);
    this.policy = new PolicySource(directory, repositories, new IndexFile(cache.resolve("policy")));
  }

  /** Loads what the first write will need, for a caller who has another thread to spare. */
  public static void warmUp() {
    JGitSystem.start();
  }

  /** The same for the writes that open no repository: see {@link LooseInserter}. */
  public static void warmUpForSmallWrites() {
    LooseInserter.start();
  }

  /**
   * A path as the name of one folder; hashed only where it is too long, because that takes time.
   */
  private static String folderName(Path path) {
    String name = URLEncoder.encode(path.toString(), StandardCharsets.UTF_8);
    return name.length() <= LONGEST_NAME
        ? name
        : Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex();
  }

  @Override
  public SortedSet<ModelName> models() {
    return directory.models();
  }

  @Override
  public boolean exists(ModelName model) {
    return directory.has(model);
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
    return snapshot(model, refs(model));
  }

  @Override
  public Snapshot lookAt(ModelName model, Instant at) {
    Path path = existing(model);
    RefTable now = refs(model);
    Optional<Revision> log = now.get(Refs.AUDIT);
    Map<String, Revision> then =
        log.map(tip -> index(model).refsAt(tip, at, () -> repositories.at(path).newObjectReader()))
            .orElse(Map.of());
    if (then.isEmpty()) {
      throw RegistryException.notFound(
          model + " was not there yet at " + at,
          "see when it was made with: git model audit " + model + " --operation model.create");
    }
    return snapshot(model, now.at(then), index(model).past());
  }

  /** When what is in the model's log happened; empty where it has none. */
  Optional<byte[]> timeline(ModelName model) {
    Path path = existing(model);
    RefTable now = refs(model);
    return now.get(Refs.AUDIT)
        .map(tip -> index(model).logged(tip, () -> repositories.at(path).newObjectReader()))
        .map(log -> Timeline.write(log, now.versions().keySet()));
  }

  /** The refs as they are, of which what did not change since they were last read is kept. */
  private RefTable refs(ModelName model) {
    LastRead last = lastRead;
    boolean same = last.model().equals(Optional.of(model));
    RefTable read = RefTable.read(existing(model), same ? last.packed() : RefTable.Packed.NONE);
    lastRead = new LastRead(Optional.of(model), read.packed());
    return read;
  }

  private GitSnapshot snapshot(ModelName model, RefTable refs) {
    return snapshot(model, refs, index(model));
  }

  private GitSnapshot snapshot(ModelName model, RefTable refs, VersionIndex index) {
    return new GitSnapshot(
        new GitSnapshot.Sources(
            model, () -> repositories.at(directory.repository(model)), policy::now, signer, index),
        refs);
  }

  /** The model as it would be with these refs, and the objects that {@code repository} sees. */
  Snapshot imagined(ModelName model, Repository repository, RefTable refs) {
    // Of what may never be taken in nothing is kept.
    VersionIndex none = new VersionIndex(model, cache.resolve("none").resolve(model.name()));
    return new GitSnapshot(
        new GitSnapshot.Sources(model, () -> repository, policy::now, signer, none), refs);
  }

  private synchronized VersionIndex index(ModelName model) {
    return indexes.computeIfAbsent(model, m -> new VersionIndex(m, cache.resolve(m + ".versions")));
  }

  private Path existing(ModelName model) {
    if (!directory.has(model)) {
      throw RegistryException.notFound(
          "there is no model " + model + " in " + directory.root(),
          "git model list shows what is there; git model create " + model + " makes it");
    }
    return directory.repository(model);
  }

  @Override
  public FileStore files(ModelName model) {
    Path path = directory.repository(model);
    return new GitFileStore(
        () -> repositories.at(existing(model)),
        lfs(model),
        files -> {
          try (RepositoryLock lock = RepositoryLock.take(path, patience)) {
            return holdings(model).purge(lock, files);
          }
        });
  }

  Holdings holdings(ModelName model) {
    Path path = existing(model);
    RefTable refs = RefTable.read(path);
    return new Holdings(refs, snapshot(model, refs), repositories.at(path), lfs(model));
  }

  @Override
  public void create(ModelName model, Authored authored) {
    if (directory.has(model)) {
      throw new RegistryException(
          Problem.EXISTS,
          model + " is already there",
          "publish to it: git model push DIR --name " + model);
    }
    RepositoryMaker maker = new RepositoryMaker(directory, repositories);
    maker.ensureOwn(authored);
    maker.make(model, authored, signer, policy.now());
  }

  @Override
  public Turn begin(ModelName model) {
    Path path = existing(model);
    RepositoryLock lock = RepositoryLock.take(path, patience);
    boolean handedOver = false;
    try {
      new StaleLocks(path).sweep();
      Supplier<Repository> repository = () -> repositories.at(path);
      if (keeping == Keeping.OURS) {
        RepositorySettings.ensure(path, repository);
      }
      RefTable refs = RefTable.read(path);
      Turn turn =
          new GitTurn(
              lock,
              path,
              repository,
              new GitTurn.Looked(refs, snapshot(model, refs), files(model), signer, index(model)));
      handedOver = true;
      return turn;
    } finally {
      if (!handedOver) {
        lock.close();
      }
    }
  }

  /** Keeping the repositories sound and small. */
  public Care care() {
    return new GitCare(this);
  }

  /** All models at a glance. */
  public Catalogue catalogue() {
    return new GitCatalogue(this, cache);
  }

  /** Where the model's repository is or would be. */
  Path place(ModelName model) {
    return directory.repository(model);
  }

  /** The model's repository folder, which is there. */
  Path path(ModelName model) {
    return existing(model);
  }

  RepositoryLock lock(ModelName model) {
    return RepositoryLock.take(existing(model), patience);
  }

  Repository repository(ModelName model) {
    return repositories.at(existing(model));
  }

  DirectoryBlobs lfs(ModelName model) {
    return new DirectoryBlobs(directory.repository(model).resolve("lfs"));
  }

  /** Drops what was kept of the model, to be read anew. */
  synchronized void forgetIndex(ModelName model) {
    index(model).drop();
    indexes.remove(model);
  }

  @Override
  public synchronized void close() {
    indexes.values().forEach(VersionIndex::save);
    policy.save();
    repositories.close();
  }
}
