package dev.gitmodel.workspace;

import dev.gitmodel.model.Draft;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.weights.WeightsFormat;
import dev.gitmodel.weights.WeightsSummary;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What publishing a folder would publish, and what each of its weights files says about itself. */
public record Inspection(ModelName name, Draft draft, SortedMap<FilePath, WeightsSummary> weights) {
  private static final List<WeightsFormat> PREFERRED =
      List.of(WeightsFormat.SAFETENSORS, WeightsFormat.ONNX, WeightsFormat.GGUF);

  public Inspection {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /**
   * The parameters of the model by their type, over all shards of one format: a model that is there
   * in several formats is counted once. Empty where no file could be parsed.
   */
  public SortedMap<String, Long> parametersByDtype() {
    SortedMap<String, Long> counts = new TreeMap<>();
    Optional<WeightsFormat> counted = PREFERRED.stream().filter(this::parsed).findFirst();
    weights.values().stream()
        .filter(summary -> counted.equals(Optional.of(summary.format())))
        .forEach(
            summary ->
                summary
                    .parametersByDtype()
                    .forEach((dtype, count) -> counts.merge(dtype, count, Inspection::sum)));
    return Collections.unmodifiableSortedMap(counts);
  }

  /** All parameters of the model; 0 where no file could be parsed. */
  public long parameters() {
    return parametersByDtype().values().stream().reduce(0L, Inspection::sum);
  }

  private boolean parsed(WeightsFormat format) {
    return weights.values().stream()
        .anyMatch(summary -> summary.format() == format && summary.unparsed().isEmpty());
  }

  // Several files can claim more than a long holds.
  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
