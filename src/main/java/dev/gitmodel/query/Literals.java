package dev.gitmodel.query;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.model.When;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a filter's values; times that are "ago" are so from {@code now}. */
record Literals(Complaint complaint, Instant now) {
  private static final String SIZE = "([0-9]{1,18}(?:\\.[0-9]{1,9})?)([A-Za-z]{0,3})";
  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "tb",
          1_000_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30,
          "tib",
          1L << 40);

  /** INVALID, with its column, where the text is no value of that kind. */
  Literal read(Token token, Field field) {
    return switch (field.kind()) {
      case ANY -> new Literal.Words(token.text(), number(token.text()));
      case TIME -> span(token, field);
      case SIZE -> size(token, field);
      case COUNT ->
          number(token.text())
              .<Literal>map(number -> new Literal.Words(token.text(), Optional.of(number)))
              .orElseThrow(() -> wrong(token, field, "a number", "write 10"));
      case VERSION ->
          Version.tryParse(token.text())
              .<Literal>map(Literal.Release::new)
              .orElseThrow(
                  () ->
                      wrong(token, field, "a version", "write it as SemVer: 1.2.0 or 2.0.0-rc.1"));
    };
  }

  private static Optional<BigDecimal> number(String text) {
    return MetricValue.parse(text.length() <= MetricValue.LONGEST ? visible(text) : "")
            .number()
            .isPresent()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** A text with a control character is no number, and no metric either. */
  private static String visible(String text) {
    return MetricValue.isOneLine(text) ? text : "";
  }

  private Literal span(Token token, Field field) {
    When when = new When(token.text());
    try {
      return new Literal.Span(when.first(now), when.last(now));
    } catch (RegistryException e) {
      throw wrong(token, field, "a time", e.hint());
    }
  }

  private Literal size(Token token, Field field) {
    Matcher size = Pattern.compile(SIZE).matcher(token.text());
    Long unit = size.matches() ? UNITS.get(size.group(2).toLowerCase(Locale.ROOT)) : (Long) null;
    if (unit == null) {
      throw wrong(token, field, "a size", "write bytes, or 500MB, 2GB, 1.5GiB");
    }
    return new Literal.Bytes(new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(unit)));
  }

  private RegistryException wrong(Token token, Field field, String kind, String hint) {
    return complaint.at(
        token.column(), field.path() + " is " + kind + ", not " + token.shown(), hint);
  }
}
