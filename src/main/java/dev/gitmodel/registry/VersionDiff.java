package dev.gitmodel.registry;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What differs between two versions: fields of {@code model.yaml} by their path, and apart from
 * them the hyperparameters and the training dataset, files but {@code model.yaml}, tensors, and
 * metrics; and what could not be read for it. What is equal is not in it.
 */
public record VersionDiff(
    ModelVersion from,
    ModelVersion to,
    List<FieldChange> fields,
    List<FieldChange> hyperparameters,
    Optional<FieldChange> dataset,
    List<FileChange> files,
    TensorDiff tensors,
    List<MetricStep> metrics,
    List<Finding> unreadable) {
  public VersionDiff {
    fields = List.copyOf(fields);
    hyperparameters = List.copyOf(hyperparameters);
    files = List.copyOf(files);
    metrics = List.copyOf(metrics);
    unreadable = List.copyOf(unreadable);
  }

  /** A value by its path; empty where the version does not have it. */
  public record FieldChange(String path, Optional<String> before, Optional<String> after) {}

  /** A file and its sizes; empty where the version does not have it. */
  public record FileChange(FilePath path, OptionalLong before, OptionalLong after) {}

  /** Whether a metric's new value is better, by the direction that the policy or its name says. */
  public enum Trend {
    BETTER,
    WORSE,
    /** One of them is missing or no number, or nobody says which way is better. */
    UNCLEAR
  }

  /** A metric that differs; {@code difference} is after less before, of two numbers. */
  public record MetricStep(
      String name,
      Optional<MetricValue> before,
      Optional<MetricValue> after,
      OptionalDouble difference,
      Trend trend) {}

  /**
   * True where the tensors of some file could not be compared, or the policy or metrics not be
   * read.
   */
  public boolean partial() {
    return !tensors.gaps().isEmpty() || !unreadable.isEmpty();
  }

  /** True where nothing is different, as far as could be compared. */
  public boolean isNone() {
    return fields.isEmpty()
        && hyperparameters.isEmpty()
        && dataset.isEmpty()
        && files.isEmpty()
        && tensors.changes().isEmpty()
        && metrics.isEmpty();
  }
}
