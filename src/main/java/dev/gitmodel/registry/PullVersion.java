package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a version in a directory, each hashed on the way, never over local changes. */
public final class PullVersion {
  private final ModelStore store;

  public PullVersion(ModelStore store) {
    this.store = store;
  }

  /**
   * {@code include} limits what is touched to the paths that match one of it; none is everything.
   * {@code force} gives up local changes in the way.
   */
  public record Request(Reference reference, Path directory, List<Glob> include, boolean force) {
    public Request {
      include = List.copyOf(include);
    }

    boolean touches(String path) {
      return include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(path));
    }
  }

  /** What was done: files written and their bytes, files that were there already, files removed. */
  public record Pulled(
      ModelVersion version, Path directory, int written, long bytes, int kept, int removed) {}

  /** What a pull has to do before it starts, for a progress bar: called once. */
  @FunctionalInterface
  public interface Watch {
    /** The bytes that will be read; tells the progress where to report them. */
    Progress start(long bytes);
  }

  /**
   * What a pull would come to, and how: the paths it would write, those it would remove, and those
   * of both where force gives up a local change.
   */
  public record Rehearsal(
      Pulled outcome, List<String> write, List<String> remove, List<String> lost) {
    static Rehearsal of(PullPlan plan, ModelVersion version, Path directory) {
      return new Rehearsal(
          plan.done(version, directory),
          plan.write().stream().map(file -> file.path().text()).toList(),
          plan.remove(),
          plan.changed());
    }
  }

  /** The version, and the folder: what is there of it is looked at later. */
  private record Aim(Snapshot now, ModelVersion version, Path directory) {
    boolean isNew() {
      return !Disk.isThere(directory);
    }
  }

  /** CONFLICT names the local changes in the way; CORRUPT where a file is not what it should be. */
  public Pulled apply(Request request, Watch watch) {
    Aim aim = aim(request);
    return aim.isNew()
        ? newFolder(aim).pull(aim.version(), request, watch)
        : update(aim).pull(aim.now(), aim.version(), request, watch);
  }

  /** What {@link #apply} would do now; no file is fetched, and none is touched. */
  public Rehearsal plan(Request request) {
    Aim aim = aim(request);
    if (aim.isNew()) {
      return Rehearsal.of(
          newFolder(aim).plan(aim.version(), request), aim.version(), aim.directory());
    }
    FolderUpdate update = update(aim);
    return Rehearsal.of(
        update.plan(aim.now(), aim.version(), request), aim.version(), update.folder().root());
  }

  private Aim aim(Request request) {
    Snapshot now = store.look(request.reference().model());
    ModelVersion version = now.version(Resolver.resolve(now, request.reference().selector()));
    checkListing(version);
    if (version.files().stream().map(Artifact::path).noneMatch(p -> request.touches(p.text()))) {
      throw RegistryException.notFound(
          "no file of " + version.reference() + " matches --include",
          "see its files with: git model info " + version.reference());
    }
    return new Aim(now, version, request.directory().toAbsolutePath().normalize());
  }

  private NewFolder newFolder(Aim aim) {
    return new NewFolder(aim.directory(), store.files(aim.version().model()));
  }

  private FolderUpdate update(Aim aim) {
    Path directory = aim.directory();
    if (!Files.isDirectory(directory)) {
      throw new RegistryException(
          Problem.EXISTS, directory + " is not a directory", "choose another with: -o DIR");
    }
    LocalFolder folder =
        new LocalFolder(Disk.attempt("read", directory, () -> directory.toRealPath()));
    return new FolderUpdate(folder, store.files(aim.version().model()));
  }

  /**
   * Before a byte is read: each file is hashed against the listing, so the listing must be right.
   */
  static void checkListing(ModelVersion version) {
    Digest actual = Digest.ofListing(version.files());
    if (!actual.equals(version.digest())) {
      throw new RegistryException(
          Problem.CORRUPT,
          version.reference()
              + " is not what was published: its files have the digest "
              + actual
              + ", its tag says "
              + version.digest(),
          "git model verify " + version.reference());
    }
  }
}
