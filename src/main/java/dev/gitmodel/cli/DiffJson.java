package dev.gitmodel.cli;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.registry.TensorDiff;
import dev.gitmodel.registry.VersionDiff;
import dev.gitmodel.registry.VersionDiff.FieldChange;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A diff in its documented JSON shape. */
record DiffJson(
    Side from,
    Side to,
    boolean partial,
    List<FieldChange> fields,
    List<FieldChange> hyperparameters,
    Optional<FieldChange> dataset,
    List<File> files,
    Tensors tensors,
    List<Metric> metrics,
    List<Finding> unreadable) {
  /** One of the two versions. */
  record Side(String model, String version, String commit, String digest) {
    static Side of(ModelVersion v) {
      return new Side(
          v.model().toString(), v.version().toString(), v.commit().hex(), v.digest().toString());
    }
  }

  /** A file and its sizes in bytes. */
  record File(String path, String change, OptionalLong before, OptionalLong after) {}

  /** All about tensors. */
  record Tensors(long unchanged, List<Change> changes, List<Gap> notCompared) {}

  /** A tensor that differs. */
  record Change(
      String name,
      String change,
      Optional<Tensor> before,
      Optional<Tensor> after,
      OptionalLong changedBytes) {}

  /** One side of a tensor. */
  record Tensor(String dtype, List<Long> shape, long bytes, String sha256) {
    static Tensor of(TensorDigest t) {
      return new Tensor(t.dtype(), t.shape(), t.bytes(), t.digest().hex());
    }
  }

  /** A file whose tensors are not known. */
  record Gap(String version, String file, String reason) {}

  /** A metric that differs. */
  record Metric(
      String name,
      Optional<MetricValue> before,
      Optional<MetricValue> after,
      OptionalDouble difference,
      String trend) {}

  static DiffJson of(VersionDiff diff) {
    return new DiffJson(
        Side.of(diff.from()),
        Side.of(diff.to()),
        diff.partial(),
        diff.fields(),
        diff.hyperparameters(),
        diff.dataset(),
        diff.files().stream()
            .map(f -> new File(f.path().text(), change(f), f.before(), f.after()))
            .toList(),
        tensors(diff.tensors()),
        diff.metrics().stream()
            .map(m -> new Metric(m.name(), m.before(), m.after(), m.difference(), word(m.trend())))
            .toList(),
        diff.unreadable());
  }

  static String change(VersionDiff.FileChange file) {
    if (file.before().isEmpty()) {
      return "added";
    }
    return file.after().isEmpty() ? "removed" : "changed";
  }

  private static Tensors tensors(TensorDiff tensors) {
    return new Tensors(
        tensors.unchanged(),
        tensors.changes().stream()
            .map(
                c ->
                    new Change(
                        c.name(),
                        word(c.kind()),
                        c.before().map(Tensor::of),
                        c.after().map(Tensor::of),
                        c.changedBytes()))
            .toList(),
        tensors.gaps().stream()
            .map(g -> new Gap(g.version().toString(), g.file().text(), g.reason()))
            .toList());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
