package dev.gitmodel.cli;

import dev.gitmodel.model.When;
import java.time.Instant;
import java.time.LocalDate;

/** Points in time as people write them, and as they are shown; without an offset it is UTC. */
record Moment(String text) {
  private static final long DAY = 86_400;

  /** The moment itself, or the first of a day. */
  Instant first(Instant now) {
    return new When(text).first(now);
  }

  /** The moment itself, or the last second of a day. */
  Instant last(Instant now) {
    return new When(text).last(now);
  }

  /** {@code 2026-03-01 14:30Z}: made without a formatter, which would cost start-up. */
  static String shown(Instant at) {
    String date = LocalDate.ofEpochDay(Math.floorDiv(at.getEpochSecond(), DAY)).toString();
    int minutes = (int) Math.floorMod(at.getEpochSecond(), DAY) / 60;
    return date + ' ' + two(minutes / 60) + ':' + two(minutes % 60) + 'Z';
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
