package dev.gitmodel.git;

import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The refs as a set of changes leaves them; what is not changed is not copied, being much. */
final class RefDraft {
  private final RefTable before;
  private final SortedMap<String, Revision> changed = new TreeMap<>();

  RefDraft(RefTable before) {
    this.before = before;
  }

  Optional<Revision> get(String ref) {
    Revision now = changed.get(ref);
    return now == null ? before.get(ref) : Optional.of(now).filter(id -> !id.isNone());
  }

  boolean has(String ref) {
    return get(ref).isPresent();
  }

  void put(String ref, Revision to) {
    changed.put(ref, to);
  }

  /** True where it was there. */
  boolean remove(String ref) {
    boolean there = has(ref);
    if (there) {
      changed.put(ref, Revision.NONE);
    }
    return there;
  }

  /** The names below {@code prefix}. */
  Set<String> below(String prefix) {
    String end = prefix + Character.MAX_VALUE;
    Set<String> names = new TreeSet<>(before.refs().subMap(prefix, end).keySet());
    names.addAll(changed.subMap(prefix, end).keySet());
    names.removeIf(ref -> !has(ref));
    return names;
  }

  /** What moves, by ref. */
  List<RefMove> moves() {
    List<RefMove> moves = new ArrayList<>();
    changed.forEach(
        (ref, to) -> {
          Revision from = before.get(ref).orElse(Revision.NONE);
          if (!from.equals(to)) {
            moves.add(new RefMove(ref, from, to));
          }
        });
    return moves;
  }
}
