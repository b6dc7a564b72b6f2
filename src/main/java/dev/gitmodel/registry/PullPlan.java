package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.registry.LocalFolder.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a pull does to a folder that is there, decided before anything is touched. {@code write} are
 * files that are missing or replaced, {@code keep} those that are right already, {@code remove}
 * files of an earlier version. {@code changed} are local changes in the way, which only force gives
 * up; {@code blocked} are folders and links in the way, which nothing does. {@code seen} is what
 * was at the paths that will be written or removed.
 */
record PullPlan(
    List<Artifact> write,
    List<Artifact> keep,
    List<String> remove,
    List<String> changed,
    List<String> blocked,
    Map<String, Place> seen) {
  PullPlan {
    write = List.copyOf(write);
    keep = List.copyOf(keep);
    remove = List.copyOf(remove);
    changed = List.copyOf(changed);
    blocked = List.copyOf(blocked);
    seen = Map.copyOf(seen);
  }

  /** All of a folder that is not there yet. */
  static PullPlan ofNew(List<Artifact> files) {
    return new PullPlan(files, List.of(), List.of(), List.of(), List.of(), Map.of());
  }

  /** What the pull came to, once it is done. */
  PullVersion.Pulled done(ModelVersion version, Path directory) {
    return new PullVersion.Pulled(
        version, directory, write.size(), bytes(), keep.size(), remove.size());
  }

  /** The bytes that will be written. */
  long bytes() {
    return write.stream().mapToLong(Artifact::size).sum();
  }
}
