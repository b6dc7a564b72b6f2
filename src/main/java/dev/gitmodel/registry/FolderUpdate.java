package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.LocalFolder.Place;
import dev.gitmodel.registry.PullVersion.Pulled;
import dev.gitmodel.registry.PullVersion.Request;
import dev.gitmodel.registry.PullVersion.Watch;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A pull into a directory that is there: everything is fetched and hashed inside of it first, then
 * each file takes its place by a rename. Killed in between, it holds whole files only, and the same
 * pull again completes it.
 */
record FolderUpdate(LocalFolder folder, FileStore store) {
  private static final int NAMED = 10;

  Pulled pull(Snapshot now, ModelVersion version, Request request, Watch watch) {
    return FolderLock.ifFree(
        folder.resolve(LocalFolder.OWN + ".lock"),
        folder.root(),
        () -> update(now, version, request, watch));
  }

  /** What {@link #pull} would do; refuses what it would refuse. */
  PullPlan plan(Snapshot now, ModelVersion version, Request request) {
    PullPlan plan = new PullPlanner(folder).plan(now, version, request::touches);
    refuse(plan.blocked(), "something else stands where files go", "move it away, then pull again");
    if (!request.force()) {
      refuse(
          plan.changed(),
          "local changes would be lost",
          "pull elsewhere with -o DIR, or give them up with --force");
    }
    return plan;
  }

  private Pulled update(Snapshot now, ModelVersion version, Request request, Watch watch) {
    PullPlan plan = plan(now, version, request);
    Path fetched = folder.resolve(LocalFolder.OWN + "-" + version.digest().hex().substring(0, 12));
    new FileFetch(store, fetched, watch.start(plan.bytes())).bring(plan.write());
    place(plan, fetched, request.force());
    Disk.deleteTree(fetched);
    return plan.done(version, folder.root());
  }

  private void refuse(List<String> paths, String why, String hint) {
    if (!paths.isEmpty()) {
      String named =
          paths.stream().limit(NAMED).map(Printable::of).collect(Collectors.joining(", "));
      String more = paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more" : "";
      throw new RegistryException(
          Problem.CONFLICT, why + " in " + folder.root() + ": " + named + more, hint);
    }
  }

  private void place(PullPlan plan, Path fetched, boolean force) {
    if (!force) {
      refuse(
          plan.seen().keySet().stream().filter(p -> hasMoved(p, plan)).sorted().toList(),
          "files changed while they were pulled",
          "pull again when nothing writes to them");
    }
    Set<Path> folders = new TreeSet<>();
    plan.remove().forEach(path -> remove(path, folders));
    plan.write().forEach(file -> put(file, fetched, folders));
    plan.keep()
        .forEach(
            file -> Disk.makeExecutable(folder.resolve(file.path().text()), file.executable()));
    folders.stream().filter(Disk::isFolder).forEach(Disk::force);
  }

  private boolean hasMoved(String path, PullPlan plan) {
    return !folder.at(path).equals(plan.seen().get(path));
  }

  /** The file, and the folders that it leaves empty. */
  private void remove(String path, Set<Path> folders) {
    Path file = folder.resolve(path);
    Disk.delete(file);
    Path parent = file.getParent();
    while (parent != null && !parent.equals(folder.root()) && Disk.isEmpty(parent)) {
      Disk.delete(parent);
      parent = parent.getParent();
    }
    if (parent != null) {
      folders.add(parent);
    }
  }

  private void put(Artifact file, Path fetched, Set<Path> folders) {
    String path = file.path().text();
    Path target = folder.resolve(path);
    if (folder.at(path) instanceof Place.Folder) {
      Disk.deleteEmptyFolders(target);
    }
    Path parent = target.getParent();
    if (parent == null || folder.at(path) instanceof Place.Behind) {
      throw new RegistryException(
          Problem.CONFLICT, Printable.of(path) + " would leave " + folder.root(), "pull again");
    }
    Disk.makeFolders(parent);
    Disk.rename(fetched.resolve(path), target);
    for (Path dir = parent; dir != null && dir.startsWith(folder.root()); dir = dir.getParent()) {
      folders.add(dir);
    }
  }
}
