package dev.gitmodel.codec;

import java.util.Set;
import java.util.regex.Pattern;

/** What a plain scalar means by YAML 1.2's core schema. */
final class CoreSchema {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Set<String> NAN = Set.of(".nan", ".NaN", ".NAN");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern BASED = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");

  private CoreSchema() {}

  static boolean isNull(String plain) {
    return NULLS.contains(plain);
  }

  /** True where {@code plain} is written as a number, whether or not one of ours can hold it. */
  static boolean isNumber(String plain) {
    return BASED.matcher(plain).matches() || REAL.matcher(plain).matches();
  }

  /**
   * A {@code Boolean}, {@code Long} or {@code Double}, or the text, also where none can hold it.
   */
  static Object value(String plain) {
    if (TRUE.contains(plain) || FALSE.contains(plain)) {
      return TRUE.contains(plain);
    }
    if (NAN.contains(plain)) {
      return Double.NaN;
    }
    if (INFINITE.matcher(plain).matches()) {
      return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return isNumber(plain) ? number(plain) : plain;
  }

  private static Object number(String plain) {
    try {
      if (BASED.matcher(plain).matches()) {
        return Long.valueOf(plain.substring(2), plain.charAt(1) == 'x' ? 16 : 8);
      }
      if (DECIMAL.matcher(plain).matches()) {
        return Long.valueOf(plain);
      }
    } catch (NumberFormatException e) {
      return plain;
    }
    Double value = Double.valueOf(plain);
    return value.isInfinite() ? plain : value;
  }
}
