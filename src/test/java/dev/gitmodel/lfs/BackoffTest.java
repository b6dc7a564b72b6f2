package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static Backoff spread(double spread) {
    return new Backoff(
        Duration.ofSeconds(10),
        new Patience() {
          @Override
          public Instant now() {
            return NOW;
          }

          @Override
          public void pause(Duration length) {
            throw new AssertionError();
          }

          @Override
          public double spread() {
            return spread;
          }
        });
  }

  @Test
  void eachWaitIsTwiceAsLongUpToTheLimit() {
    assertThat(spread(1).delay(0)).hasMillis(250);
    assertThat(spread(1).delay(3)).hasMillis(2000);
    assertThat(spread(1).delay(6)).hasMillis(10_000);
    assertThat(spread(1).delay(1000)).hasMillis(10_000);
  }

  @Test
  void thoseWhoFailedTogetherComeBackApart() {
    assertThat(spread(0).delay(2)).hasMillis(500);
    assertThat(spread(0.5).delay(2)).hasMillis(750);
  }

  @Test
  void aServerNamesSecondsOrADate() {
    assertThat(spread(0).retryAfter(" 12 ")).contains(Duration.ofSeconds(12));
    assertThat(spread(0).retryAfter("Sat, 21 Nov 2026 12:01:00 GMT"))
        .contains(Duration.ofMinutes(1));
    assertThat(spread(0).retryAfter("Sat, 21 Nov 2026 11:00:00 GMT")).contains(Duration.ZERO);
    assertThat(spread(0).retryAfter("soon")).isEmpty();
    assertThat(spread(0).retryAfter("-1")).isEmpty();
    assertThat(spread(0).retryAfter("99999999999999999999")).isEmpty();
  }

  @Test
  void settingsThatMakeNoSenseAreMadeToMakeSome() {
    TransferSettings settings =
        new TransferSettings(0, 5000, -1, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO);
    assertThat(settings.concurrent()).isEqualTo(1);
    assertThat(settings.batch()).isEqualTo(100);
    assertThat(settings.retries()).isZero();
    assertThat(settings.verifies()).isEqualTo(1);
  }
}
