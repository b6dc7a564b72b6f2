package dev.gitmodel.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A point in time as people write it: a day, a time, or how long ago; without an offset UTC. A day
 * is all of it, and so is a minute, which is what is shown.
 */
// By hand, because the formatters of java.time take 6 ms to load.
public record When(String text) {
  private static final String UNITS = "smhdw";
  private static final int[] SECONDS = {1, 60, 3_600, 86_400, 604_800};
  private static final int LONGEST_AGO = 6;
  private static final int DATE = 10;
  private static final int MINUTE = 5;
  private static final int SECOND = 8;
  private static final int FINEST = 9;

  private record Span(Instant first, Instant last) {}

  /** The moment itself, or the first of a day or minute; INVALID where it is none. */
  public Instant first(Instant now) {
    return span(now).first();
  }

  /** The moment itself, or the last second of a day or minute; INVALID where it is none. */
  public Instant last(Instant now) {
    return span(now).last();
  }

  private Span span(Instant now) {
    try {
      int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
      return unit < 0 ? ofDate() : ago(now, SECONDS[unit]);
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is not a time",
          "write 2026-03-01, 2026-03-01T14:30:00Z, or how long ago it was: 30m, 12h, 7d, 2w");
    }
  }

  private Span ago(Instant now, int unit) {
    int number = number(text.substring(0, text.length() - 1), LONGEST_AGO);
    Instant at = now.minusSeconds((long) number * unit).truncatedTo(ChronoUnit.SECONDS);
    return new Span(at, at);
  }

  private Span ofDate() {
    expect(text, 4, "-");
    expect(text, 7, "-");
    LocalDate day = LocalDate.of(two(0) * 100 + two(2), two(5), two(8));
    if (text.length() == DATE) {
      Instant first = day.atStartOfDay().toInstant(ZoneOffset.UTC);
      return new Span(first, first.plusSeconds(SECONDS[3] - 1));
    }
    expect(text, DATE, "T ");
    int end = DATE + 1;
    while (end < text.length() && "Z+-".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String time = text.substring(DATE + 1, end);
    String offset = text.substring(end);
    Instant at =
        day.atTime(time(time)).toInstant(offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset));
    return new Span(at, time.length() == MINUTE ? at.plusSeconds(SECONDS[1] - 1) : at);
  }

  /** {@code 14:30}, {@code 14:30:07}, {@code 14:30:07.25}. */
  private LocalTime time(String time) {
    expect(time, 2, ":");
    int minute = number(time.substring(3, MINUTE), 2);
    int hour = number(time.substring(0, 2), 2);
    if (time.length() == MINUTE) {
      return LocalTime.of(hour, minute);
    }
    expect(time, MINUTE, ":");
    int second = number(time.substring(MINUTE + 1, SECOND), 2);
    if (time.length() == SECOND) {
      return LocalTime.of(hour, minute, second);
    }
    expect(time, SECOND, ".");
    String fraction = time.substring(SECOND + 1);
    int given = number(fraction, FINEST);
    int nanos = given * (int) Math.pow(10, FINEST - fraction.length());
    return LocalTime.of(hour, minute, second, nanos);
  }

  private int two(int from) {
    return number(text.substring(from, from + 2), 2);
  }

  private static void expect(String text, int at, String oneOf) {
    if (oneOf.indexOf(text.charAt(at)) < 0) {
      throw new DateTimeException("not " + oneOf);
    }
  }

  private static int number(String digits, int longest) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        throw new DateTimeException("no number");
      }
    }
    if (digits.isEmpty() || digits.length() > longest) {
      throw new DateTimeException("no number of that length");
    }
    return Integer.parseInt(digits);
  }
}
