package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Incoming;
import dev.gitmodel.store.IncomingPolicy;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.Staged;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/**
 * The repository that Git runs a hook in, found and opened as the environment of hooks says: {@code
 * GIT_DIR}, {@code GIT_INDEX_FILE}, and for what is in quarantine {@code GIT_OBJECT_DIRECTORY} and
 * {@code GIT_ALTERNATE_OBJECT_DIRECTORIES}.
 */
public final class HookRepository {
  private final Map<String, String> environment;
  private final Path folder;
  private final Path git;

  private HookRepository(Map<String, String> environment, Path folder, Path git) {
    this.environment = environment;
    this.folder = folder;
    this.git = git;
  }

  /** The one around {@code folder}; NOT_FOUND where there is none. */
  public static HookRepository around(Map<String, String> environment, Path folder) {
    JGitSystem.installForPacks();
    String set = environment.getOrDefault("GIT_DIR", "");
    if (!set.isEmpty()) {
      return new HookRepository(environment, folder, folder.resolve(set).normalize());
    }
    File found = new RepositoryBuilder().findGitDir(folder.toFile()).getGitDir();
    if (found == null) {
      throw RegistryException.notFound(
          "there is no Git repository around " + folder, "git init, or go to one");
    }
    return new HookRepository(environment, folder, found.toPath());
  }

  /** The repository's folder; for a linked work tree the one that all share. */
  public Path common() {
    Path link = git.resolve("commondir");
    try {
      return Files.isRegularFile(link)
          ? git.resolve(Files.readString(link).strip()).normalize()
          : git;
    } catch (IOException e) {
      throw new RegistryException(Problem.STORAGE, "can't read " + link, "", e);
    }
  }

  /** The configuration that applies in it, also where it is a bare one that nobody named. */
  public UserConfig config() {
    Map<String, String> named = new HashMap<>(environment);
    named.put("GIT_DIR", common().toAbsolutePath().toString());
    return UserConfig.read(named, folder);
  }

  /** Where Git looks for this repository's hooks. */
  public HookFolder hooks() {
    return HookFolder.of(this, folder);
  }

  /** The model of the registry that this bare repository is. */
  public HostedModel hosted() {
    return HostedModel.of(git);
  }

  /** True where it holds a registry's policy, and no model. */
  public boolean holdsPolicy() {
    return HostedModel.isPolicy(git);
  }

  /** INVALID where it is not called as a model's repository on a host is, or the policy's. */
  public void requireServable() {
    if (!holdsPolicy()) {
      Objects.requireNonNull(hosted());
    }
  }

  /** What the next commit holds. */
  public Staged staged() {
    return GitStaged.read(git, environment, folder);
  }

  /** A push that is being received, as the store that has the model knows it. */
  public Incoming received(GitModelStore store, List<RefMove> moves) {
    ModelName model = hosted().model();
    Repository repository = quarantined();
    RefTable now = RefTable.read(git);
    Set<Revision> known = new LinkedHashSet<>();
    now.refs().values().forEach(entry -> known.add(entry.id()));
    return new GitIncoming(
        repository,
        new GitIncoming.Sides(
            store.snapshots().imagined(model, repository, now),
            store.snapshots().imagined(model, repository, after(now, moves))),
        moves,
        new GitIncoming.Stored(blobs(repository), known));
  }

  /** The same where it holds the policy. */
  public IncomingPolicy receivedPolicy(List<RefMove> moves) {
    return new GitIncomingPolicy(quarantined(), moves);
  }

  private static RefTable after(RefTable now, List<RefMove> moves) {
    Map<String, Revision> refs = new HashMap<>();
    now.refs().forEach((ref, entry) -> refs.put(ref, entry.id()));
    moves.forEach(move -> refs.put(move.ref(), move.to()));
    return now.at(refs);
  }

  /** What is about to be pushed to {@code remote}. */
  public Incoming outgoing(String remote, List<RefMove> moves) {
    UserConfig user = config();
    Repository repository = open(new RepositoryBuilder().setGitDir(common().toFile()));
    RefTable now = RefTable.read(common());
    Map<String, Revision> pushed = new HashMap<>();
    Set<Revision> known = new LinkedHashSet<>();
    moves.forEach(
        move -> {
          pushed.put(move.ref(), move.to());
          if (!move.from().isNone()) {
            known.add(move.from());
          }
        });
    now.below("refs/remotes/" + remote + "/").values().forEach(entry -> known.add(entry.id()));
    Snapshot after = alone(repository, now.at(pushed), user);
    return new GitIncoming(
        repository,
        new GitIncoming.Sides(alone(repository, now, user), after),
        moves,
        new GitIncoming.Stored(Optional.of(localBlobs(user)), known));
  }

  private Snapshot alone(Repository repository, RefTable refs, UserConfig user) {
    ModelName model = ModelName.parse("this");
    VersionIndex index = new VersionIndex(model, git.resolve("git-model.none"));
    return new GitSnapshot(
        new SnapshotSources(
            model,
            () -> repository,
            () -> Policy.OPEN,
            new Signer(user),
            index,
            move -> ByHand.here(git, move)),
        refs);
  }

  private DirectoryBlobs localBlobs(UserConfig user) {
    return new DirectoryBlobs(
        user.path("lfs", null, "storage").map(common()::resolve).orElse(common().resolve("lfs")));
  }

  /** None to look into where the host says that large files are kept elsewhere. */
  private Optional<DirectoryBlobs> blobs(Repository repository) {
    return repository.getConfig().getString("lfs", null, "url") == null
        ? Optional.of(new DirectoryBlobs(git.resolve("lfs")))
        : Optional.empty();
  }

  private Repository quarantined() {
    RepositoryBuilder builder = new RepositoryBuilder().setGitDir(git.toFile()).setBare();
    variable("GIT_OBJECT_DIRECTORY")
        .ifPresent(objects -> builder.setObjectDirectory(folder.resolve(objects).toFile()));
    others().forEach(other -> builder.addAlternateObjectDirectory(folder.resolve(other).toFile()));
    return open(builder);
  }

  private Collection<String> others() {
    return variable("GIT_ALTERNATE_OBJECT_DIRECTORIES").stream()
        .flatMap(all -> Stream.of(all.split(File.pathSeparator)))
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private static Repository open(RepositoryBuilder builder) {
    try {
      return builder.setMustExist(true).build();
    } catch (IOException e) {
      throw new RegistryException(
          Problem.CORRUPT, "the repository can't be opened: " + e.getMessage(), "", e);
    }
  }
}
