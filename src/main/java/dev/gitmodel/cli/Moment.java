package dev.gitmodel.cli;

import dev.gitmodel.model.When;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Points in time as people write them, and as they are shown; without an offset it is UTC. */
record Moment(String text) {
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
    String iso = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC).toString();
    return iso.substring(0, "2026-03-01T14:30".length()).replace('T', ' ') + "Z";
  }
}
