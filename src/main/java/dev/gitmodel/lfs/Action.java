package dev.gitmodel.lfs;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** What the server says to do with one object: where, with which fields, until when. */
record Action(URI href, HttpFields fields, Instant expires) {
  // As git-lfs: what is about to expire would expire on the way.
  private static final Duration MARGIN = Duration.ofSeconds(5);

  boolean expired(Instant now) {
    return now.plus(MARGIN).isAfter(expires);
  }
}
