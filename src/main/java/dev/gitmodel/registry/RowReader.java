package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ListVersions.Row;
import dev.gitmodel.registry.ListVersions.Status;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionBrief;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the rows of a list of versions: no more is read of a version than its row shows. */
final class RowReader {
  private final Then then;
  private final Snapshot now;
  private final Optional<Set<String>> metrics;
  private final Unread unread;
  private final Optional<Version> latest;
  private final Map<Version, SortedSet<AliasName>> aliases = new HashMap<>();

  /**
   * {@code metrics} are those to show, where not all; what is noted on a version and can't be read
   * is left out of its row.
   */
  RowReader(Then then, Optional<Set<String>> metrics, Unread unread) {
    this.then = then;
    this.unread = unread;
    this.now = then.state();
    this.metrics = metrics;
    this.latest = Selector.latest(now.versions());
    now.aliases()
        .forEach(
            (alias, version) -> aliases.computeIfAbsent(version, v -> new TreeSet<>()).add(alias));
  }

  Row row(Version version) {
    VersionBrief found = now.brief(version);
    return new Row(
        version,
        version.isRelease() ? Status.RELEASE : Status.PRE_RELEASE,
        latest.equals(Optional.of(version)),
        Collections.unmodifiableSortedSet(
            aliases.getOrDefault(version, Collections.emptySortedSet())),
        unread
            .reading(now, version, () -> now.description(version))
            .flatMap(edited -> edited)
            .or(found::summary),
        found.trainingDataset(),
        evaluationDatasets(version),
        unread.reading(now, version, () -> metrics(version)).orElse(MetricSet.EMPTY),
        found.at(),
        found.by(),
        found.commit(),
        found.digest(),
        found.size(),
        then.retired(version));
  }

  private List<String> evaluationDatasets(Version version) {
    return unread
        .reading(now, version, () -> now.evaluations(version))
        .flatMap(noted -> noted)
        .map(Source::ofEvaluations)
        .map(sources -> sources.stream().map(Source::text).distinct().toList())
        .orElse(List.of());
  }

  private MetricSet metrics(Version version) {
    if (metrics.isEmpty()) {
      return now.metrics(version);
    }
    SortedMap<String, MetricValue> shown = new TreeMap<>();
    for (String name : metrics.get()) {
      now.metric(version, name).ifPresent(value -> shown.put(name, value));
    }
    return shown.isEmpty() ? MetricSet.EMPTY : new MetricSet(shown);
  }
}
