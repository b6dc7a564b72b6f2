package dev.gitmodel.registry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** An axis from {@code low} to {@code high}, with ticks at round numbers: 1, 2 or 5 times 10^n. */
record Scale(double low, double high, BigDecimal step) {
  private static final int INTERVALS = 4;

  /** An axis that holds all the numbers, of which there is one at least. */
  static Scale of(List<OptionalDouble> numbers) {
    double least = numbers.stream().flatMapToDouble(OptionalDouble::stream).min().orElse(0);
    double most = numbers.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(1);
    // One value alone, or a spread that doubles can't show, gets room around it.
    double room = Math.max(Math.abs(most) * 1e-6, Double.MIN_NORMAL * 1e16);
    double spread = most / INTERVALS - least / INTERVALS;
    BigDecimal step = round(spread > room ? spread : Math.max(Math.abs(most) / 10, room));
    double width = step.doubleValue();
    double low = Math.floor(least / width) * width;
    double high = Math.ceil(most / width) * width;
    return low == high ? new Scale(low - width, high + width, step) : new Scale(low, high, step);
  }

  private static BigDecimal round(double raw) {
    int exponent = (int) Math.floor(Math.log10(raw));
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
    for (int factor : new int[] {1, 2, 5}) {
      BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
      if (step.doubleValue() >= raw) {
        return step;
      }
    }
    return power.scaleByPowerOfTen(1);
  }

  /** Where the value is: 0 at the low end, 1 at the high one. */
  double share(double value) {
    return (value / 2 - low / 2) / (high / 2 - low / 2);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long intervals = Math.round((high / 2 - low / 2) / (step.doubleValue() / 2));
    for (long i = 0; i <= intervals; i++) {
      ticks.add(low + i * step.doubleValue());
    }
    return ticks;
  }

  /** As many decimals as the step has. */
  String label(double tick) {
    int decimals = Math.max(0, step.stripTrailingZeros().scale());
    boolean plain = decimals <= 8 && Math.abs(tick) < 1e12;
    BigDecimal rounded = BigDecimal.valueOf(tick).setScale(decimals, RoundingMode.HALF_UP);
    return plain ? rounded.toPlainString() : String.format(Locale.ROOT, "%.3g", tick);
  }
}
