package dev.gitmodel.registry;

import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Versions in the order of ancestry, each after those it follows, and known by their place in it:
 * so questions about all of them take one pass. What is retired between two is passed over.
 */
final class VersionGraph {
  private final List<Version> versions;
  private final Map<Version, Integer> places = new HashMap<>();
  private final int[][] parents;

  /** {@code versions} in order, each after its parents; other parents are left out. */
  VersionGraph(List<Version> versions, Map<Version, List<Version>> parents) {
    this.versions = versions;
    versions.forEach(version -> places.put(version, places.size()));
    this.parents = new int[versions.size()][];
    for (int i = 0; i < versions.size(); i++) {
      this.parents[i] = placesOf(parents.getOrDefault(versions.get(i), List.of()));
    }
  }

  private int[] placesOf(List<Version> some) {
    int[] found = new int[some.size()];
    int size = 0;
    for (Version version : some) {
      int place = place(version);
      if (place >= 0) {
        found[size++] = place;
      }
    }
    return size == found.length ? found : Arrays.copyOf(found, size);
  }

  /** All versions; one whose record can't be read follows nothing, and is told. */
  static VersionGraph of(Snapshot now, Unread unread) {
    Forebears forebears = new Forebears(now);
    Map<Version, List<Version>> parents = new LinkedHashMap<>();
    for (Version version : now.versions()) {
      parents.put(
          version,
          unread
              .reading(Reference.to(now.model(), version), () -> forebears.of(version))
              .orElse(List.of()));
    }
    forebears.missing().forEach(unread::add);
    List<Version> order =
        Ancestry.order(
            parents, () -> unread.reading(now.model(), () -> Ancestry.ages(now)).orElse(Map.of()));
    return new VersionGraph(order, parents);
  }

  /** Of these only what {@code tip} comes from, and itself. */
  VersionGraph behind(Version tip) {
    BitSet kept = ancestors(List.of(place(tip)));
    Map<Version, List<Version>> parentsOf = new HashMap<>();
    List<Version> order = new ArrayList<>();
    kept.stream()
        .forEach(
            i -> {
              order.add(version(i));
              List<Version> all = new ArrayList<>();
              for (int parent : parents[i]) {
                all.add(version(parent));
              }
              parentsOf.put(version(i), all);
            });
    return new VersionGraph(order, parentsOf);
  }

  int size() {
    return versions.size();
  }

  List<Version> versions() {
    return versions;
  }

  Version version(int place) {
    return versions.get(place);
  }

  boolean has(Version version) {
    return places.containsKey(version);
  }

  int place(Version version) {
    return places.getOrDefault(version, -1);
  }

  /** The branch's own line first. */
  int[] parents(int place) {
    return parents[place];
  }

  /** These and everything they come from. */
  BitSet ancestors(Collection<Integer> of) {
    BitSet found = new BitSet();
    Deque<Integer> next = new ArrayDeque<>(of);
    while (!next.isEmpty()) {
      int at = next.pop();
      if (!found.get(at)) {
        found.set(at);
        for (int parent : parents[at]) {
          next.push(parent);
        }
      }
    }
    return found;
  }
}
