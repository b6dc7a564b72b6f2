package dev.gitmodel.store;

import dev.gitmodel.model.Destination;
import dev.gitmodel.model.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An outbox that lasts as long as its test. */
public final class InMemoryOutbox implements Outbox {
  private final Map<String, Mark> marks = new ConcurrentHashMap<>();
  private final Map<Destination, Instant> since = new ConcurrentHashMap<>();

  @Override
  public Telling begin(ModelName model, Duration patience) {
    return new Telling() {
      @Override
      public void keep(Destination to, Mark mark) {
        marks.put(model + " " + to, mark);
      }

      @Override
      public void close() {
        // Nobody else tells in a test.
      }
    };
  }

  @Override
  public Optional<Mark> mark(ModelName model, Destination to) {
    return Optional.ofNullable(marks.get(model + " " + to));
  }

  @Override
  public Optional<Instant> known(Destination to) {
    return Optional.ofNullable(since.get(to));
  }

  @Override
  public void know(Destination to, Instant at) {
    since.put(to, at);
  }
}
