package dev.gitmodel.model;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A metric's value: an integer, a finite float, or a text. */
public sealed interface MetricValue {
  /** Longest text and number accepted. */
  int LONGEST = 256;

  /** A whole number of 64 bits. */
  record Whole(long value) implements MetricValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof Whole w && w.value == value;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(value);
    }

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** A finite number, kept as the decimal that was written. */
  record Real(double value, String written) implements MetricValue {
    public Real {
      if (!Double.isFinite(value)) {
        throw RegistryException.invalid(
            "'" + value + "' is not a finite number", "leave out what could not be measured");
      }
    }

    public Real(double value) {
      this(value, Double.toString(value));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Real r && Double.compare(r.value, value) == 0;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }

    @Override
    public String toString() {
      return written;
    }
  }

  /** Anything else, on one line. */
  record Text(String value) implements MetricValue {
    public Text {
      if (value.length() > LONGEST || !isOneLine(value)) {
        throw RegistryException.invalid(
            "a metric's value is one line of at most " + LONGEST + " characters",
            "longer text belongs into the description: git model describe REF TEXT");
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text t && t.value.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** True where it has no control character. */
  static boolean isOneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 || text.charAt(i) == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** An integer where {@code text} is one, a float where it is a finite one, else the text. */
  static MetricValue parse(String text) {
    Numeral numeral = text.length() <= LONGEST ? Numeral.of(text) : Numeral.NONE;
    if (numeral == Numeral.WHOLE && text.length() <= 20) {
      try {
        return new Whole(Long.parseLong(text));
      } catch (NumberFormatException e) {
        // Wider than 64 bits: a float, below.
      }
    }
    if (numeral != Numeral.NONE) {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return new Real(value, text);
      }
    }
    return new Text(text);
  }

  /**
   * Whether it is a number that is not finite, as programs write it: {@code nan}, {@code
   * -Infinity}, {@code 1e999}.
   */
  static boolean isNotFinite(String text) {
    return text.length() <= LONGEST
        && (Patterns.NOT_FINITE.matcher(text).matches()
            || (Patterns.DECIMAL.matcher(text).matches()
                && Double.isInfinite(Double.parseDouble(text))));
  }

  /** The number, where it is one. */
  default OptionalDouble number() {
    if (this instanceof Whole w) {
      return OptionalDouble.of((double) w.value());
    }
    return this instanceof Real r ? OptionalDouble.of(r.value()) : OptionalDouble.empty();
  }

  /** {@code this - other} in decimal, so 0.86 - 0.83 is 0.03; empty unless both are numbers. */
  default OptionalDouble minus(MetricValue other) {
    if (number().isEmpty() || other.number().isEmpty()) {
      return OptionalDouble.empty();
    }
    BigDecimal difference = new BigDecimal(toString()).subtract(new BigDecimal(other.toString()));
    return OptionalDouble.of(difference.doubleValue());
  }

  /** Holder of the grammar: an interface's own constants would be public. */
  final class Patterns {
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern NOT_FINITE =
        Pattern.compile("[+-]?\\.?(nan|inf(inity)?)", Pattern.CASE_INSENSITIVE);

    private Patterns() {}
  }
}
