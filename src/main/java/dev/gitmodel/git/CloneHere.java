package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectReader;

/** A clone of a model's repository, as it is told apart from any other and held against it. */
public final class CloneHere {
  private static final String NOTES = "refs/notes/";

  private final WorkTree tree;
  private final UserConfig config;

  public CloneHere(WorkTree tree, UserConfig config) {
    this.tree = tree;
    this.config = config;
  }

  /** The model by the clone's settings; {@code clone} makes them. */
  public static Optional<String> named(UserConfig config) {
    return config.get("model", "name");
  }

  /** The model by where it was cloned from, where that is in the registry. */
  public Optional<ModelName> origin(GitModelStore store) {
    return config.get("remote", "origin", "url").flatMap(store::at);
  }

  /**
   * What the clone lacks of the model as it is in the registry, for the user to read; empty where
   * it has all. Aliases, notes and the log count; every version is in the log.
   */
  public Optional<String> lack(GitModelStore store, ModelName model) {
    SortedMap<String, Revision> there = watched(store.snapshots().refs(model));
    SortedMap<String, Revision> here = watched(RefTable.read(tree.common()));
    if (!here.containsKey(Refs.AUDIT) && there.containsKey(Refs.AUDIT)) {
      return Optional.of(
          "this clone of "
              + model
              + " does not fetch aliases, notes and the audit log:"
              + " git model init "
              + tree.root()
              + " && git fetch");
    }
    there.entrySet().removeIf(ref -> ref.getValue().equals(here.get(ref.getKey())));
    if (there.isEmpty()) {
      return Optional.empty();
    }
    try (Repositories open = new Repositories();
        ObjectReader objects = open.at(tree.common()).newObjectReader()) {
      // Notes that are newer here contain those there.
      there
          .entrySet()
          .removeIf(ref -> ref.getKey().startsWith(NOTES) && has(objects, ref.getValue()));
    }
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "this clone is behind " + model + " in the registry" + kinds(there) + ": git fetch");
  }

  private static boolean has(ObjectReader objects, Revision id) {
    try {
      return objects.has(Ids.of(id));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** What differs beside the log, in which everything is. */
  private static String kinds(SortedMap<String, Revision> refs) {
    String kinds =
        refs.keySet().stream()
            .filter(ref -> !ref.equals(Refs.AUDIT))
            .map(ref -> ref.startsWith(Refs.ALIASES) ? "aliases" : ref.substring(NOTES.length()))
            .distinct()
            .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? "" : " (" + kinds + ")";
  }

  private static SortedMap<String, Revision> watched(RefTable table) {
    SortedMap<String, Revision> watched = new TreeMap<>();
    table.refs().forEach((ref, entry) -> watched.put(ref, entry.id()));
    watched.keySet().removeIf(ref -> !isWatched(ref));
    return watched;
  }

  private static boolean isWatched(String ref) {
    return ref.startsWith(Refs.ALIASES)
        || ref.equals(Refs.METRICS)
        || ref.equals(Refs.DESCRIPTION)
        || ref.equals(Refs.EVALUATIONS)
        || ref.equals(Refs.AUDIT);
  }
}
