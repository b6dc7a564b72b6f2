package dev.gitmodel.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether more of a metric is better. */
public enum Direction {
  HIGHER,
  LOWER;

  private static final Pattern LOWER_NAMES =
      Pattern.compile(
          "(^|[_./@-])(loss|error|err|rmse|mse|mae|mape|perplexity|ppl|latency|wer|cer|fpr|fnr|"
              + "brier|ece|seconds|ms|bytes|size|memory|cost)($|[_./@0-9-])");

  private static final Pattern HIGHER_NAMES =
      Pattern.compile(
          "(^|[_./@-])(f|f1|fscore|acc|accuracy|precision|recall|sensitivity|specificity|tpr|tnr|"
              + "ppv|npv|auc|auroc|auprc|roc|ap|map|mrr|ndcg|bleu|chrf|rouge|rougel|meteor|iou|"
              + "dice|mcc|kappa|r2|score|reward|top|pass|hit|hits|em|match|throughput)"
              + "($|[_./@0-9-])");

  /**
   * The usual reading of the metric's name: {@code val_loss} is better lower, {@code f1} higher,
   * and so is what the name does not tell.
   */
  public static Direction usual(String metric) {
    return told(metric).orElse(HIGHER);
  }

  /** The direction, where the metric's name tells one. */
  public static Optional<Direction> told(String metric) {
    String name = metric.toLowerCase(Locale.ROOT);
    if (LOWER_NAMES.matcher(name).find()) {
      return Optional.of(LOWER);
    }
    return HIGHER_NAMES.matcher(name).find() ? Optional.of(HIGHER) : Optional.empty();
  }

  /** How much better {@code value} is than {@code reference}; negative is worse. */
  public double gain(double value, double reference) {
    return this == HIGHER ? value - reference : reference - value;
  }
}
