package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.PullVersion.Pulled;
import dev.gitmodel.registry.PullVersion.Request;
import dev.gitmodel.registry.PullVersion.Watch;
import dev.gitmodel.store.FileStore;
import java.nio.file.Path;
import java.util.List;

/** A pull into a directory that is not there: built beside it, then there at once and whole. */
record NewFolder(Path directory, FileStore store) {
  Pulled pull(ModelVersion version, Request request, Watch watch) {
    Path parent = directory.getParent();
    if (parent == null) {
      throw RegistryException.invalid(directory + " can't be made", "choose another with: -o DIR");
    }
    Disk.makeFolders(parent);
    Path partial =
        parent.resolve(
            "."
                + directory.getFileName()
                + "."
                + version.digest().hex().substring(0, 12)
                + ".partial");
    List<Artifact> files =
        version.files().stream().filter(file -> request.touches(file.path().text())).toList();
    long bytes = files.stream().mapToLong(Artifact::size).sum();
    try (FolderLock lock = held(partial.resolveSibling(partial.getFileName() + ".lock"))) {
      new FileFetch(store, partial, watch.start(bytes)).bring(files);
      // The name can't be taken by a rename over something that appeared meanwhile.
      if (Disk.isThere(directory)) {
        throw new RegistryException(
            Problem.CONFLICT, directory + " appeared meanwhile", "pull again to update it");
      }
      Disk.rename(partial, directory);
      Disk.force(parent);
    }
    return new Pulled(version, directory, files.size(), bytes, 0, 0);
  }

  static FolderLock held(Path lock) {
    return FolderLock.tryNow(lock)
        .orElseThrow(
            () ->
                new RegistryException(
                    Problem.CONFLICT,
                    "another pull into this directory is running",
                    "wait for it, or choose another with: -o DIR"));
  }
}
