package dev.gitmodel.model;

import java.util.Optional;
import java.util.OptionalDouble;

/** One thing a version must show before a guarded alias may be put on it. */
public sealed interface GateRule {
  /** The metric is a number within the bounds, both inclusive. */
  record Threshold(String metric, OptionalDouble min, OptionalDouble max) implements GateRule {}

  /** The metric is at most {@code most} worse than the current holder's. */
  record Regression(String metric, double most) implements GateRule {}

  /** An evaluation is recorded; on {@code dataset} where one is named. */
  record Evaluated(Optional<String> dataset) implements GateRule {}

  /** The version's tag has a good signature. */
  record Signed() implements GateRule {}
}
