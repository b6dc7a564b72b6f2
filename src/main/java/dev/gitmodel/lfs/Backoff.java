package dev.gitmodel.lfs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long to wait before the next try: what the server says, else ever longer up to a limit. */
record Backoff(Duration longest, Patience patience) {
  private static final long FIRST_MILLIS = 250;

  /** After the {@code failed}-th failure, counted from 0: somewhere between half and all of it. */
  Duration delay(int failed) {
    long most = Math.min(longest.toMillis(), FIRST_MILLIS << Math.min(failed, 20));
    return Duration.ofMillis((long) (most / 2.0 * (1 + patience.spread())));
  }

  /** The value of a {@code Retry-After} field: seconds, or a date; never negative. */
  Optional<Duration> retryAfter(String value) {
    String text = value.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(patience.now(), then.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
