package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Versions in the order they came to be: a parent before its children always, else as the audit log
 * has them. Never by clock: clients lie about time.
 */
final class Ancestry {
  private static final String TAGS = "refs/tags/";

  private final Supplier<Map<Version, Integer>> ages;
  private final Map<Version, List<Version>> parents;
  private final Map<Version, List<Version>> children = new HashMap<>();
  private final Map<Version, Integer> parentsLeft = new HashMap<>();
  private Optional<Map<Version, Integer>> age = Optional.empty();

  private Ancestry(Map<Version, List<Version>> parents, Supplier<Map<Version, Integer>> ages) {
    this.parents = parents;
    this.ages = ages;
  }

  /** All versions of {@code now}; those the log doesn't know come last, by precedence. */
  static List<Version> order(Snapshot now) {
    return order(parents(now), () -> ages(now));
  }

  /**
   * The versions that are keys of {@code parents}; {@code ages} are rising numbers, asked for once
   * and only where parents leave a choice.
   */
  static List<Version> order(
      Map<Version, List<Version>> parents, Supplier<Map<Version, Integer>> ages) {
    Ancestry ancestry = new Ancestry(parents, ages);
    ancestry.link();
    return ancestry.sorted();
  }

  /** What the log has of the order in which versions came. */
  static Map<Version, Integer> ages(Snapshot now) {
    Map<Version, Integer> age = new HashMap<>();
    try (Stream<AuditEntry> log = now.log()) {
      log.flatMap(entry -> entry.moves().stream())
          .filter(move -> move.from().isNone() && move.ref().startsWith(TAGS))
          .map(RefMove::ref)
          .flatMap(ref -> Version.tryParse(ref.substring(TAGS.length())).stream())
          // Newest first, so what is younger counts up from the lowest number.
          .forEach(version -> age.putIfAbsent(version, -age.size()));
    }
    return age;
  }

  private static Map<Version, List<Version>> parents(Snapshot now) {
    Map<Revision, Version> byCommit = new HashMap<>();
    now.versions().forEach(v -> byCommit.put(now.brief(v).commit(), v));
    Map<Version, List<Version>> parents = new LinkedHashMap<>();
    for (Version child : now.versions()) {
      parents.put(
          child,
          now.brief(child).parents().stream()
              .filter(byCommit::containsKey)
              .map(byCommit::get)
              .distinct()
              .toList());
    }
    return parents;
  }

  private Map<Version, Integer> age() {
    Map<Version, Integer> known = age.orElseGet(ages);
    age = Optional.of(known);
    return known;
  }

  private void link() {
    parents.forEach(
        (child, all) -> {
          parentsLeft.put(child, all.size());
          all.forEach(p -> children.computeIfAbsent(p, v -> new ArrayList<>()).add(child));
        });
  }

  private List<Version> sorted() {
    Comparator<Version> oldestFirst =
        Comparator.comparing((Version v) -> age().getOrDefault(v, Integer.MAX_VALUE))
            .thenComparing(Comparator.naturalOrder());
    PriorityQueue<Version> ready = new PriorityQueue<>(oldestFirst);
    parents.keySet().stream().filter(v -> parentsLeft.getOrDefault(v, 0) == 0).forEach(ready::add);
    List<Version> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      Version next = ready.remove();
      sorted.add(next);
      for (Version child : children.getOrDefault(next, List.of())) {
        if (parentsLeft.merge(child, -1, Integer::sum) == 0) {
          ready.add(child);
        }
      }
    }
    return sorted;
  }
}
