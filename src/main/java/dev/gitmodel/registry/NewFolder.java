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
    return FolderLock.ifFree(
        partial.resolveSibling(partial.getFileName() + ".lock"),
        () -> {
          new FileFetch(store, partial, watch.start(bytes)).bring(files);
          appear(partial);
          return new Pulled(version, directory, files.size(), bytes, 0, 0);
        });
  }

  private void appear(Path partial) {
    // A rename would take the place of an empty folder that somebody made meanwhile.
    if (Disk.isThere(directory)) {
      throw new RegistryException(
          Problem.CONFLICT, directory + " appeared meanwhile", "pull again to update it");
    }
    Disk.rename(partial, directory);
    Disk.force(partial.resolveSibling("").toAbsolutePath());
  }
}
