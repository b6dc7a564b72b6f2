package dev.gitmodel.query;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** One value held against one literal; what can't be compared never fits. */
final class Judgement {
  private Judgement() {}

  static boolean holds(Object value, Comparison how, Literal literal) {
    if (how == Comparison.CONTAINS) {
      return literal instanceof Literal.Words words
          && lower(String.valueOf(value)).contains(lower(words.text()));
    }
    OptionalInt order = order(value, literal);
    return order.isPresent() && how.accepts(order.getAsInt());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static OptionalInt order(Object value, Literal literal) {
    if (literal instanceof Literal.Span span) {
      return value instanceof Instant at ? OptionalInt.of(side(at, span)) : OptionalInt.empty();
    }
    if (literal instanceof Literal.Release release) {
      return value instanceof Version version
          ? OptionalInt.of(version.compareTo(release.version()))
          : OptionalInt.empty();
    }
    if (literal instanceof Literal.Bytes bytes) {
      return order(number(value), Optional.of(bytes.number()));
    }
    return literal instanceof Literal.Words words ? order(value, words) : OptionalInt.empty();
  }

  private static int side(Instant at, Literal.Span span) {
    // A day's last second has parts.
    boolean after = at.getEpochSecond() > span.last().getEpochSecond();
    return at.isBefore(span.first()) ? -1 : after ? 1 : 0;
  }

  /** Numbers by size and texts by letter, in any case; a number is no text. */
  private static OptionalInt order(Object value, Literal.Words words) {
    if (value instanceof MetricValue metric && words.number().isPresent()) {
      // Nearly all differ as floats already, which are there; a float is never on the other side.
      double literal = words.number().get().doubleValue();
      double measured = metric.number().orElse(literal);
      if (measured != literal) {
        return OptionalInt.of(measured < literal ? -1 : 1);
      }
    }
    Optional<BigDecimal> number = number(value);
    if (number.isPresent() || words.number().isPresent()) {
      OptionalInt order = order(number, words.number());
      boolean same = String.valueOf(value).equalsIgnoreCase(words.text());
      return order.isEmpty() && same ? OptionalInt.of(0) : order;
    }
    return OptionalInt.of(lower(String.valueOf(value)).compareTo(lower(words.text())));
  }

  private static OptionalInt order(Optional<BigDecimal> value, Optional<BigDecimal> literal) {
    return value.isPresent() && literal.isPresent()
        ? OptionalInt.of(value.get().compareTo(literal.get()))
        : OptionalInt.empty();
  }

  static Optional<BigDecimal> number(Object value) {
    boolean numeric =
        value instanceof MetricValue metric
            ? metric.number().isPresent()
            : value instanceof Number n && Double.isFinite(n.doubleValue());
    return numeric ? Optional.of(new BigDecimal(value.toString())) : Optional.empty();
  }
}
