package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which files two lists do not have in common, by path; {@code model.yaml} is not looked at. */
record FileDiff(List<FilePath> added, List<FilePath> removed, List<FilePath> changed) {
  private static final int LISTED = 200;
  private static final int SAID = 3;

  /** By content. */
  static FileDiff between(Collection<Artifact> before, Collection<Artifact> after) {
    return between(by(before, Artifact::digest), by(after, Artifact::digest));
  }

  /** By whatever the values are. */
  static FileDiff between(Map<FilePath, ?> before, Map<FilePath, ?> after) {
    List<FilePath> added = new ArrayList<>();
    List<FilePath> changed = new ArrayList<>();
    after.forEach(
        (path, content) -> {
          if (!before.containsKey(path)) {
            added.add(path);
          } else if (!content.equals(before.get(path))) {
            changed.add(path);
          }
        });
    List<FilePath> removed =
        before.keySet().stream().filter(path -> !after.containsKey(path)).toList();
    return new FileDiff(added, removed, changed);
  }

  /** The files by path. */
  static <T> Map<FilePath, T> by(Collection<Artifact> files, Function<Artifact, T> content) {
    Map<FilePath, T> byPath = new TreeMap<>();
    files.stream()
        .filter(file -> !file.path().equals(Manifest.FILE))
        .forEach(file -> byPath.put(file.path(), content.apply(file)));
    return byPath;
  }

  boolean isNone() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  /** The first few, for a message; {@code model.yaml} where they are all the same. */
  String said() {
    List<String> said = new ArrayList<>();
    changed.forEach(path -> said.add(path + " differs"));
    added.forEach(path -> said.add(path + " is new"));
    removed.forEach(path -> said.add(path + " is missing"));
    if (said.isEmpty()) {
      return Manifest.FILE + " differs";
    }
    String first = String.join(", ", said.subList(0, Math.min(SAID, said.size())));
    return said.size() > SAID ? first + " and " + (said.size() - SAID) + " more" : first;
  }

  /** For the audit log. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "added", added);
    put(tree, "removed", removed);
    put(tree, "changed", changed);
    return tree;
  }

  private static void put(Map<String, Object> tree, String what, List<FilePath> paths) {
    List<String> listed =
        new ArrayList<>(paths.stream().limit(LISTED).map(FilePath::text).toList());
    if (paths.size() > LISTED) {
      listed.add("and " + (paths.size() - LISTED) + " more");
    }
    if (!listed.isEmpty()) {
      tree.put(what, listed);
    }
  }
}
