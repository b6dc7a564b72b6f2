package dev.gitmodel.store;

import dev.gitmodel.model.Destination;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far each destination was told of each model's audit log, which is all that an outbox of such
 * a log has to keep. What is kept outlives a crash.
 */
public interface Outbox {
  /** Waits for the right to tell of the model, which one has at a time; UNAVAILABLE after that. */
  Telling begin(ModelName model, Duration patience);

  /** How far that destination was told; empty where it never was. */
  Optional<Mark> mark(ModelName model, Destination to);

  /** Since when the registry knows of that destination, where it does. */
  Optional<Instant> known(Destination to);

  /** Keeps since when it does. */
  void know(Destination to, Instant since);

  /** The right to tell of one model. */
  interface Telling extends AutoCloseable {
    /** Keeps how far that destination was told. */
    void keep(Destination to, Mark mark);

    @Override
    void close();
  }

  /**
   * The last entry that was told, or needed not to be ({@link Revision#NONE} before the first),
   * when that was written, and why the next could not be told, where that was tried.
   */
  record Mark(Revision told, Instant at, Optional<Failure> failure) {
    /** The same place, and why it went no further. */
    public Mark failed(Failure why) {
      return new Mark(told, at, Optional.of(why));
    }
  }

  /** When it was tried last, and what went wrong; one line. */
  record Failure(Instant at, String why) {}
}
