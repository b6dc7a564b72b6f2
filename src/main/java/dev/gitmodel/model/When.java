package dev.gitmodel.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as people write it: a day, a time, or how long ago; without an offset UTC. A day
 * is all of it, and so is a minute, which is what is shown.
 */
public record When(String text) {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhdw])");
  private static final Pattern MINUTE =
      Pattern.compile("[0-9-]+[T ][0-9]{2}:[0-9]{2}(Z|[+-][0-9:]{2,6})?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** The moment itself, or the first of a day or minute; INVALID where it is none. */
  public Instant first(Instant now) {
    return at(now, LocalTime.MIN);
  }

  /** The moment itself, or the last second of a day or minute; INVALID where it is none. */
  public Instant last(Instant now) {
    Instant at = at(now, LocalTime.of(23, 59, 59));
    return MINUTE.matcher(text).matches() ? at.plusSeconds(59) : at;
  }

  private Instant at(Instant now, LocalTime ofDay) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      Duration before = unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1)));
      return now.minus(before).truncatedTo(ChronoUnit.SECONDS);
    }
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text).atTime(ofDay).toInstant(ZoneOffset.UTC);
      }
      String iso = text.replace(' ', 'T');
      return iso.matches(".*(Z|[+-][0-9:]{2,6})")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is not a time",
          "write 2026-03-01, 2026-03-01T14:30:00Z, or how long ago it was: 30m, 12h, 7d, 2w");
    }
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }
}
