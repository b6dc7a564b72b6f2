package dev.gitmodel.git;

import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which version is on a commit; the tags are peeled when that is first asked. */
final class TaggedCommits {
  private final Supplier<? extends SortedMap<Version, RefEntry>> tags;
  private final Function<Revision, Optional<Revision>> peel;
  private @Nullable Map<Revision, Version> byCommit;

  /** {@code peel} finds the commit behind a tag object, where there is one. */
  TaggedCommits(
      Supplier<? extends SortedMap<Version, RefEntry>> tags,
      Function<Revision, Optional<Revision>> peel) {
    this.tags = tags;
    this.peel = peel;
  }

  Optional<Version> at(Revision commit) {
    return Optional.ofNullable(byCommit().get(commit));
  }

  /** Lowest first. */
  List<Version> startingWith(String prefix) {
    return byCommit().entrySet().stream()
        .filter(e -> e.getKey().hex().startsWith(prefix))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  private Map<Revision, Version> byCommit() {
    Map<Revision, Version> known = byCommit;
    if (known == null) {
      Map<Revision, Version> made = new HashMap<>();
      tags.get()
          .forEach(
              (version, entry) ->
                  entry
                      .peeled()
                      .or(() -> peel.apply(entry.id()))
                      .ifPresent(commit -> made.put(commit, version)));
      known = made;
      byCommit = made;
    }
    return known;
  }
}
