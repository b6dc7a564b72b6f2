package dev.gitmodel.registry;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How far a metric may be from its baseline: so much, or so many percent of it; never negative. */
public record Tolerance(BigDecimal amount, boolean percent) {
  /** Any difference counts. */
  public static final Tolerance NONE = new Tolerance(BigDecimal.ZERO, false);

  private static final int LONGEST = 40;
  private static final Pattern GRAMMAR =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?\\s*%?");

  /** Reads {@code 0.01} or {@code 1%}. */
  public static Tolerance parse(String text) {
    if (text.length() > LONGEST || !GRAMMAR.matcher(text).matches()) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is not a tolerance",
          "write how far the metric may be off, 0.01, or a part of the baseline, 1%");
    }
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1).strip() : text;
    return new Tolerance(new BigDecimal(number), percent);
  }

  /** The tolerance around that baseline. */
  BigDecimal around(MetricValue baseline) {
    return percent ? Yardstick.decimal(baseline).abs().multiply(amount).movePointLeft(2) : amount;
  }

  @Override
  public String toString() {
    return amount.toPlainString() + (percent ? "%" : "");
  }
}
