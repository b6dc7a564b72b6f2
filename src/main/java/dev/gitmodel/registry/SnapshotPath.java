package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.nio.file.Path;
import java.util.List;

/** A read-only directory with the files of a version, kept in a cache and shared by digest. */
public final class SnapshotPath {
  private final ModelStore store;
  private final Path cache;

  public SnapshotPath(ModelStore store, Path cache) {
    this.store = store;
    this.cache = cache;
  }

  /** Which version. */
  public record Request(Reference reference) {}

  /** The directory, whole; made where it is not there yet or was tampered with. */
  public Path apply(Request request) {
    return apply(request, bytes -> Progress.NONE);
  }

  /** As above; the watch hears of the bytes that have to be copied, if any. */
  public Path apply(Request request, PullVersion.Watch watch) {
    Snapshot now = store.look(request.reference().model());
    ModelVersion version = now.version(Resolver.resolve(now, request.reference().selector()));
    PullVersion.checkListing(version);
    String name = version.digest().hex();
    Path home = cache.toAbsolutePath().normalize().resolve("sha256");
    Path snapshot = home.resolve(name);
    if (isWhole(snapshot, version.files())) {
      return snapshot;
    }
    Disk.makeFolders(home);
    return FolderLock.waiting(
        home.resolve("." + name + ".lock"),
        () -> {
          // The one we waited for may have made it.
          if (!isWhole(snapshot, version.files())) {
            build(version, home.resolve("." + name + ".partial"), snapshot, watch);
          }
          return snapshot;
        });
  }

  /** Whole as far as a look without reading tells: the same files, regular, of the same size. */
  private static boolean isWhole(Path snapshot, List<Artifact> files) {
    if (!Disk.isFolder(snapshot)) {
      return false;
    }
    LocalFolder folder = new LocalFolder(snapshot);
    return folder.content().size() == files.size()
        && files.stream()
            .allMatch(
                file ->
                    folder.at(file.path().text()) instanceof LocalFolder.Place.Regular there
                        && there.size() == file.size());
  }

  private void build(ModelVersion version, Path partial, Path snapshot, PullVersion.Watch watch) {
    FileStore files = store.files(version.model());
    // Whoever left these is gone: the lock is ours.
    Path broken = partial.resolveSibling(partial.getFileName() + ".broken");
    Disk.deleteTree(partial);
    Disk.deleteTree(broken);
    Progress progress = watch.start(version.size());
    Parallel.each(version.files(), file -> bring(file, files, partial, progress));
    Sealed.folders(partial);
    if (Disk.isThere(snapshot)) {
      Disk.rename(snapshot, broken);
    }
    Disk.rename(partial, snapshot);
    Disk.deleteTree(broken);
  }

  private static void bring(Artifact file, FileStore files, Path partial, Progress progress) {
    Path target = partial.resolve(file.path().text());
    Path parent = target.getParent();
    Disk.makeFolders(parent == null ? partial : parent);
    if (Sealed.link(file, files, target)) {
      progress.advance(file.size());
      return;
    }
    files.copy(file, target, progress);
    Disk.makeExecutable(target, file.executable());
    Sealed.file(target);
    Disk.force(target);
  }
}
