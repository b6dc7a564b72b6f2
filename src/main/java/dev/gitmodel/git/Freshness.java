package dev.gitmodel.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a mirror was last known to be what its host has: the time of a file in it. */
final class Freshness {
  private static final String FILE = "git-model.fresh";

  private Freshness() {}

  /** It is now. Nothing happens where there is no mirror, or none can be written to. */
  static void confirm(Path mirror, Instant now) {
    Path file = mirror.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        if (!Files.isDirectory(mirror)) {
          return;
        }
        Files.createFile(file);
      }
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (IOException readOnly) {
      // It is then as old as it was, which is what the user will be told.
      return;
    }
  }

  /** Empty where it never was. */
  static Optional<Instant> of(Path mirror) {
    try {
      return Optional.of(Files.getLastModifiedTime(mirror.resolve(FILE)).toInstant());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** A time gone by, for people: {@code 5 minutes ago}. */
  static String ago(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 120) {
      return count(seconds, "second");
    }
    if (seconds < 2 * 3600) {
      return count(seconds / 60, "minute");
    }
    return seconds < 48 * 3600 ? count(seconds / 3600, "hour") : count(seconds / 86_400, "day");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s") + " ago";
  }
}
