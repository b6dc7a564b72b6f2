package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A failure that may pass: what to say when it does not, how long the server wants to be left
 * alone, and how many more tries it is worth.
 */
record Again(RegistryException why, Optional<Duration> after, int most) {
  // Nobody sits before a terminal for longer.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
  // An address that was refused may have been too old; a fresh one tells.
  private static final int FEW = 2;

  /** What the network did. */
  static Again network(URI url, IOException cause) {
    if (cause instanceof ClosedByInterruptException) {
      throw Crew.interrupted(cause);
    }
    String said = String.valueOf(cause.getMessage());
    String message = said.equals("null") ? cause.getClass().getSimpleName() : said;
    return new Again(
        new RegistryException(
            Problem.UNAVAILABLE,
            "no answer from " + Urls.shown(url) + ": " + Reply.shown(message),
            "check the network and try again: what arrived is kept",
            cause),
        Optional.empty(),
        // Nobody there is seldom somebody a minute later.
        cause instanceof ConnectException ? FEW : Integer.MAX_VALUE);
  }

  /** What the bytes that came, or went, turned out to be. */
  static Again wrongBytes(RegistryException why) {
    return new Again(why, Optional.empty(), FEW);
  }

  /** A busy server; throws where it wants to be left alone for too long. */
  static Again passing(RegistryException why, Optional<Duration> after) {
    if (after.isPresent() && after.get().compareTo(LONGEST_WAIT) > 0) {
      throw why;
    }
    return new Again(why, after, Integer.MAX_VALUE);
  }

  /** An answer of 400 or more; throws where it will not change. */
  static Again answer(Reply reply, Backoff backoff) {
    int status = reply.status();
    RegistryException why = ServerSays.of(status, Urls.shown(reply.url()), reply.said());
    if (PASSING.contains(status)) {
      return passing(why, reply.field("Retry-After").flatMap(backoff::retryAfter));
    }
    if (status == 400 || status == 401 || status == 403) {
      return new Again(why, Optional.empty(), FEW);
    }
    throw why;
  }

  /** True where a status of a batch, or of one object in it, may pass. */
  static boolean passes(int status) {
    return PASSING.contains(status);
  }
}
