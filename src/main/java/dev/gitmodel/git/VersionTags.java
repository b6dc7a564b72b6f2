package dev.gitmodel.git;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags that are named like versions: those that are versions, and strays that somebody made
 * with stock git. Looked into are only those of which no table of refs says what is behind them,
 * which is never so of a tag that git-model made, and always of a lightweight one; and those that
 * share a commit, which carries one version.
 */
final class VersionTags {
  private final NavigableMap<Version, RefEntry> all;
  private final SnapshotSources from;
  private @Nullable SortedMap<Version, Finding> strays;
  private @Nullable NavigableMap<Version, RefEntry> versions;

  VersionTags(NavigableMap<Version, RefEntry> all, SnapshotSources from) {
    this.all = all;
    this.from = from;
  }

  /** The one of that name, also where it is a stray. */
  Optional<RefEntry> named(Version version) {
    return Optional.ofNullable(all.get(version));
  }

  NavigableMap<Version, RefEntry> versions() {
    NavigableMap<Version, RefEntry> known = versions;
    if (known == null) {
      known = all;
      if (!strays().isEmpty()) {
        known = new TreeMap<>(all);
        known.keySet().removeAll(strays().keySet());
      }
      versions = known;
    }
    return known;
  }

  SortedMap<Version, Finding> strays() {
    SortedMap<Version, Finding> known = strays;
    if (known == null) {
      SortedMap<Version, Finding> found = new TreeMap<>();
      Set<Integer> shared = shared();
      all.forEach(
          (version, entry) -> {
            if (!entry.isPeeled() || (!shared.isEmpty() && shared.contains(entry.peeledMark()))) {
              stray(version).ifPresent(stray -> found.put(version, stray));
            }
          });
      known = Collections.unmodifiableSortedMap(found);
      strays = known;
    }
    return known;
  }

  /** The marks of commits behind more than one tag, and hardly ever of another. */
  private Set<Integer> shared() {
    int[] marks = new int[all.size()];
    int count = 0;
    for (RefEntry entry : all.values()) {
      if (entry.isPeeled()) {
        marks[count++] = entry.peeledMark();
      }
    }
    Arrays.sort(marks, 0, count);
    Set<Integer> shared = new HashSet<>();
    for (int i = 1; i < count; i++) {
      if (marks[i] == marks[i - 1]) {
        shared.add(marks[i]);
      }
    }
    return shared;
  }

  /** What is said of the tag of that name where it is a stray, looked into in any case. */
  Optional<Finding> stray(Version version) {
    return named(version)
        .flatMap(
            entry -> {
              Revision at = entry.id();
              return stray(version, at).map(what -> finding(version, at, what));
            });
  }

  private Finding finding(Version version, Revision at, String what) {
    return new Finding(
        Refs.of(version),
        "is no version: it is at " + at + ", " + what,
        "remove it with: " + from.byHand().apply(new RefMove(Refs.of(version), at, Revision.NONE)));
  }

  /** What it is instead; a version that is damaged is none the less a version. */
  private Optional<String> stray(Version version, Revision tag) {
    try {
      Optional<String> said =
          from.index()
              .version(version, tag, () -> from.objects().read(version, tag))
              .manifest()
              .text("version");
      return said.equals(Optional.of(version.toString()))
          ? Optional.empty()
          : Optional.of(
              said.map(other -> "a tag on the commit of " + Printable.of(other))
                  .orElse("a tag on a commit whose model.yaml is missing or names no version"));
    } catch (RegistryException e) {
      return from.objects().noTag(tag);
    }
  }
}
