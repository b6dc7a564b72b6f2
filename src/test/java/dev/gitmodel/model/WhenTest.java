package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {
  private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-01T00:00:00Z, 2026-03-01T23:59:59Z",
    "2026-03-01 14:30, 2026-03-01T14:30:00Z, 2026-03-01T14:30:59Z",
    "2026-03-01 14:30Z, 2026-03-01T14:30:00Z, 2026-03-01T14:30:59Z",
    "2026-03-01T14:30+02:00, 2026-03-01T12:30:00Z, 2026-03-01T12:30:59Z",
    "2026-03-01T14:30:00Z, 2026-03-01T14:30:00Z, 2026-03-01T14:30:00Z",
    "2026-03-01T14:30:07+02:00, 2026-03-01T12:30:07Z, 2026-03-01T12:30:07Z",
    "2026-03-01T14:30:07.25Z, 2026-03-01T14:30:07.250Z, 2026-03-01T14:30:07.250Z",
    "2026-03-01 14:30:07.123456789-0330, 2026-03-01T18:00:07.123456789Z, 2026-03-01T18:00:07.123456789Z",
    "7d, 2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
    "1w, 2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
    "30m, 2026-03-08T11:30:00Z, 2026-03-08T11:30:00Z",
  })
  void aDayAndAMinuteAreAllOfThem(String text, Instant first, Instant last) {
    assertThat(new When(text).first(NOW)).isEqualTo(first);
    assertThat(new When(text).last(NOW)).isEqualTo(last);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-30",
        "2026-03-01T25:00",
        "7d ago",
        "d",
        "1234567d",
        "-1d",
        "2026-3-1",
        "2026-03-01T",
        "2026-03-01T14",
        "2026-03-01T14:3",
        "2026-03-01T14:30:",
        "2026-03-01T14:30:07.",
        "2026-03-01T14:30:07.1234567890Z",
        "2026-03-01T14:30+",
        "2026-03-01T14:30ZZ",
        "2026-03-01T14:30+25:00",
        "2026-03-01x14:30",
        "2026/03/01",
        "+026-03-01",
        "٢٠٢٦-03-01"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> new When(text).last(NOW))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
  }
}
