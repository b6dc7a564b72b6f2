package dev.gitmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsAndNumbersTest {
  private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "14900000000, 14.9 GB",
    "9223372036854775807, 9223.4 PB"
  })
  void sizesAreInPowersOfTen(long bytes, String shown) {
    assertThat(Bytes.of(bytes)).isEqualTo(shown);
  }

  @Test
  void aMomentThatIsShownFindsWhatHappenedInIt() {
    Instant at = Instant.parse("2026-03-01T14:30:59Z");
    assertThat(new Moment(Moment.shown(at)).last(NOW)).isEqualTo(at);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-02-30", "7y", "-7d", "99999999d"})
  void otherMomentsAreInvalid(String text) {
    assertThatThrownBy(() -> new Moment(text).first(NOW))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
  }

  @Test
  void momentsAreShownInUtc() {
    assertThat(Moment.shown(Instant.parse("2026-03-01T14:30:59Z"))).isEqualTo("2026-03-01 14:30Z");
    assertThat(Moment.shown(Instant.parse("2026-03-01T00:00:00Z"))).isEqualTo("2026-03-01 00:00Z");
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void everyProblemHasAnExitCodeWithAMeaning(Problem problem) {
    assertThat(ExitCode.MEANINGS).containsKey(ExitCode.of(problem));
    assertThat(ExitCode.of(problem)).isBetween(1, 8);
  }

  @ParameterizedTest
  @CsvSource({"alais, alias, 1", "pul, pull, 1", "list, list, 0", "a, xyz, 3"})
  void aSwapIsOneMistake(String a, String b, int distance) {
    assertThat(DidYouMean.distance(a, b)).isEqualTo(distance);
  }

  @Test
  void whatIsFarFromEverythingMeansNothing() {
    assertThat(DidYouMean.of("kubernetes", List.of("list", "pull"))).isEmpty();
  }

  @Test
  void paragraphsBreakAtBlanksAndBehindCommas() {
    assertThat(Wrap.at(10, "  ", "one two three four")).isEqualTo("  one two\n  three\n  four\n");
    assertThat(Wrap.at(8, "", "\"a\",\"b\",\"c\"")).isEqualTo("\"a\",\"b\",\n\"c\"\n");
  }

  @Test
  void theVerbAndWhatStandsBeforeItAreToldApart() {
    var line =
        FrontDoor.Line.of(Arrays.asList("--registry", "list", "--json", "experiment", "list", "x"));

    assertThat(line.verb()).isEqualTo("experiment list");
    assertThat(line.arguments()).containsExactly("--registry", "list", "--json", "x");
  }
}
