package dev.gitmodel.registry;

import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.PullVersion.Pulled;
import dev.gitmodel.registry.PullVersion.Request;
import dev.gitmodel.registry.PullVersion.Watch;
import dev.gitmodel.store.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pull into a directory that is not there: built beside it, then there at once and whole. */
record NewFolder(Path directory, FileStore store) {
  /** What {@link #pull} would do; nothing is made. */
  PullPlan plan(ModelVersion version, Request request) {
    Path nearest = parent();
    while (!Disk.isThere(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      throw new RegistryException(
          Problem.EXISTS, nearest + " is not a directory", "choose another with: -o DIR");
    }
    return PullPlan.ofNew(
        version.files().stream().filter(file -> request.touches(file.path().text())).toList());
  }

  private Path parent() {
    Path parent = directory.getParent();
    if (parent == null) {
      throw RegistryException.invalid(directory + " can't be made", "choose another with: -o DIR");
    }
    return parent;
  }

  Pulled pull(ModelVersion version, Request request, Watch watch) {
    PullPlan plan = plan(version, request);
    Path parent = parent();
    Disk.makeFolders(parent);
    Path partial =
        parent.resolve(
            "."
                + directory.getFileName()
                + "."
                + version.digest().hex().substring(0, 12)
                + ".partial");
    return FolderLock.ifFree(
        partial.resolveSibling(partial.getFileName() + ".lock"),
        directory,
        () -> {
          new FileFetch(store, partial, watch.start(plan.bytes())).bring(plan.write());
          appear(partial);
          return plan.done(version, directory);
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
