package dev.gitmodel.registry;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a metric is held against: the value of the baseline, and how far from it is too far. Without
 * a direction both ways count.
 */
public record Yardstick(
    Version baseline, MetricValue value, Optional<Direction> direction, Tolerance tolerance) {
  /** Compared as the decimals that were written, so 0.95 is no further than 0.01 from 0.94. */
  boolean isLeftBy(MetricValue other) {
    return worse(other).compareTo(tolerance.around(value)) > 0;
  }

  /** How much worse it is; negative is better. */
  BigDecimal worse(MetricValue other) {
    BigDecimal off = decimal(other).subtract(decimal(value));
    if (direction.isEmpty()) {
      return off.abs();
    }
    return direction.get() == Direction.HIGHER ? off.negate() : off;
  }

  static BigDecimal decimal(MetricValue number) {
    return new BigDecimal(number.toString());
  }
}
