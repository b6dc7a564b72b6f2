package dev.gitmodel.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether more of a metric is better. */
public enum Direction {
  HIGHER,
  LOWER;

  private static final Pattern LOWER_NAMES =
      Pattern.compile(
          "(^|[_./@-])(loss|error|err|rmse|mse|mae|mape|perplexity|ppl|latency|wer|cer|fpr|fnr|"
              + "brier|ece|seconds|ms|bytes|size|memory|cost)($|[_./@0-9-])");

  /**
   * The usual reading of the metric's name: {@code val_loss} is better lower, {@code f1} higher.
   */
  public static Direction usual(String metric) {
    return LOWER_NAMES.matcher(metric.toLowerCase(Locale.ROOT)).find() ? LOWER : HIGHER;
  }

  /** How much better {@code value} is than {@code reference}; negative is worse. */
  public double gain(double value, double reference) {
    return this == HIGHER ? value - reference : reference - value;
  }
}
