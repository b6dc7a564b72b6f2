package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time, as whoever tries again needs it. */
public interface Patience {
  /** The machine's clock, and real waiting. */
  Patience REAL =
      new Patience() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void pause(Duration length) {
          try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(
                Problem.UNAVAILABLE, "interrupted before all was transferred", "do it again", e);
          }
        }

        @Override
        public double spread() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };

  Instant now();

  /** Returns after {@code length}; UNAVAILABLE where somebody interrupts. */
  void pause(Duration length);

  /** A number from 0 to 1, another one each time, so that those who failed together spread. */
  double spread();
}
