package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.LocalFolder.Place;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which files of a folder are, byte for byte, what some version has at their path. */
final class PublishedContent {
  private final LocalFolder folder;
  private final Map<String, Digest> hashed = new HashMap<>();

  PublishedContent(LocalFolder folder) {
    this.folder = folder;
  }

  /** Reads versions newest first, until nothing is in doubt; a file is hashed once at most. */
  Set<String> among(Snapshot now, Set<String> paths) {
    Set<String> doubtful = new HashSet<>(paths);
    Set<String> published = new HashSet<>();
    List<Version> newestFirst = new ArrayList<>(now.versions());
    Collections.reverse(newestFirst);
    for (Version version : newestFirst) {
      if (doubtful.isEmpty()) {
        break;
      }
      for (Artifact file : now.version(version).files()) {
        String path = file.path().text();
        if (doubtful.contains(path) && isThere(file)) {
          doubtful.remove(path);
          published.add(path);
        }
      }
    }
    return published;
  }

  private boolean isThere(Artifact file) {
    String path = file.path().text();
    return folder.at(path) instanceof Place.Regular local
        && local.size() == file.size()
        && hashed
            .computeIfAbsent(path, p -> Disk.hash(folder.resolve(p), Progress.NONE))
            .equals(file.digest());
  }
}
