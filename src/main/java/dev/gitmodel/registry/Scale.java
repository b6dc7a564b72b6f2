package dev.gitmodel.registry;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * An axis from {@code low} to {@code high}, with ticks at round numbers: 1, 2 or 5 times 10^n. In
 * decimal, because the ends of an axis may be beyond what a double holds.
 */
record Scale(BigDecimal low, BigDecimal high, BigDecimal step) {
  private static final BigDecimal INTERVALS = BigDecimal.valueOf(4);
  private static final BigDecimal SMALLEST = new BigDecimal("1e-300");

  /** An axis that holds all the numbers, of which there is one at least. */
  static Scale of(List<OptionalDouble> numbers) {
    double least = numbers.stream().flatMapToDouble(OptionalDouble::stream).min().orElse(0);
    double most = numbers.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(1);
    BigDecimal bottom = BigDecimal.valueOf(least);
    BigDecimal top = BigDecimal.valueOf(most);
    BigDecimal spread = top.subtract(bottom);
    // One value alone, or a spread too small to see, gets a tenth of its size around it.
    BigDecimal tenth = top.abs().max(bottom.abs()).movePointLeft(1);
    boolean visible = spread.compareTo(tenth.movePointLeft(5)) > 0;
    BigDecimal raw = visible ? spread.divide(INTERVALS, MathContext.DECIMAL64) : tenth;
    BigDecimal step = roundUp(raw.max(SMALLEST));
    BigDecimal low = multiple(bottom, step, RoundingMode.FLOOR);
    BigDecimal high = multiple(top, step, RoundingMode.CEILING);
    return low.compareTo(high) == 0
        ? new Scale(low.subtract(step), high.add(step), step)
        : new Scale(low, high, step);
  }

  private static BigDecimal roundUp(BigDecimal raw) {
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(raw.precision() - raw.scale() - 1);
    return Stream.of(1, 2, 5)
        .map(factor -> power.multiply(BigDecimal.valueOf(factor)))
        .filter(step -> step.compareTo(raw) >= 0)
        .findFirst()
        .orElseGet(() -> power.scaleByPowerOfTen(1));
  }

  private static BigDecimal multiple(BigDecimal value, BigDecimal step, RoundingMode mode) {
    return value.divide(step, 0, mode).multiply(step);
  }

  /** Where the value is: 0 at the low end, 1 at the high one. */
  double share(BigDecimal value) {
    return value.subtract(low).divide(high.subtract(low), MathContext.DECIMAL64).doubleValue();
  }

  /** Low to high; seven at most. */
  List<BigDecimal> ticks() {
    return Stream.iterate(low, tick -> tick.compareTo(high) <= 0, tick -> tick.add(step)).toList();
  }

  /** As many decimals as the step has, or an exponent where that would be long. */
  String label(BigDecimal tick) {
    int decimals = Math.max(0, step.stripTrailingZeros().scale());
    boolean plain = decimals <= 8 && tick.abs().compareTo(BigDecimal.valueOf(1_000_000_000L)) < 0;
    return plain
        ? tick.setScale(decimals, RoundingMode.HALF_UP).toPlainString()
        : String.format(Locale.ROOT, "%.2e", tick);
  }
}
