package dev.gitmodel.cli;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.registry.Comparison;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** A comparison in its documented JSON shape. */
record ComparisonJson(ModelName model, List<Column> versions, List<Finding> unreadable) {
  /** One version. */
  record Column(
      String version,
      Optional<String> framework,
      Optional<String> task,
      Optional<String> architecture,
      Optional<String> baseModel,
      long sizeBytes,
      SortedSet<AliasName> aliases,
      MetricSet metrics,
      Optional<String> description,
      String commit,
      String digest,
      Instant createdAt,
      Actor createdBy,
      Optional<Tombstone> retired) {}

  static ComparisonJson of(Comparison comparison) {
    return new ComparisonJson(
        comparison.model(),
        comparison.columns().stream().map(ComparisonJson::column).toList(),
        comparison.unreadable());
  }

  private static Column column(Comparison.Column c) {
    Manifest manifest = c.version().manifest();
    return new Column(
        c.version().version().toString(),
        manifest.text("framework"),
        manifest.text("task"),
        manifest.text("architecture"),
        manifest.text("base_model"),
        c.version().size(),
        c.aliases(),
        c.metrics(),
        c.description(),
        c.version().commit().hex(),
        c.version().digest().toString(),
        c.version().at(),
        c.version().by(),
        c.retired());
  }
}
