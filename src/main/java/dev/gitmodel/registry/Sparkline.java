package dev.gitmodel.registry;

import java.util.List;
import java.util.OptionalDouble;

/** A series of numbers as one line of Unicode blocks, lowest to highest; a gap is a space. */
public final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final char MIDDLE = '▄';

  private Sparkline() {}

  /**
   * One character a value; where all values are equal there is no height to tell, so the middle.
   */
  public static String of(List<OptionalDouble> values) {
    double low = values.stream().flatMapToDouble(OptionalDouble::stream).min().orElse(0);
    double high = values.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(0);
    StringBuilder line = new StringBuilder(values.size());
    for (OptionalDouble value : values) {
      line.append(value.isPresent() ? block(value.getAsDouble(), low, high) : ' ');
    }
    return line.toString();
  }

  private static char block(double value, double low, double high) {
    if (low == high) {
      return MIDDLE;
    }
    // Halved first: the width of the range itself may overflow.
    double share = (value / 2 - low / 2) / (high / 2 - low / 2);
    return BLOCKS.charAt((int) Math.round(share * (BLOCKS.length() - 1)));
  }
}
