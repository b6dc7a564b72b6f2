package dev.gitmodel.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.query.Field.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");
  private static final Vocabulary WORDS =
      new Vocabulary(
          Map.of(
              "license", Kind.ANY,
              "tags", Kind.ANY,
              "note", Kind.ANY,
              "stable", Kind.ANY,
              "missing", Kind.ANY,
              "training.dataset", Kind.ANY,
              "updated", Kind.TIME,
              "size", Kind.SIZE,
              "versions", Kind.COUNT,
              "version", Kind.VERSION),
          Set.of("metrics.", "training.hyperparameters."),
          Map.of("tag", "tags", "hyperparameters.", "training.hyperparameters."));
  private static final Map<String, List<?>> MODEL =
      Map.of(
          "license", List.of("Apache-2.0"),
          "tags", List.of("chat", "Support"),
          "note", List.of("it's \"so\" (or not)"),
          "stable", List.of(true),
          "training.hyperparameters.epochs", List.of(10L),
          "training.hyperparameters.rate", List.of(2.0e-5),
          "metrics.f1", List.of(MetricValue.parse("0.86")),
          "metrics.grade", List.of(MetricValue.parse("B")),
          "updated", List.of(Instant.parse("2026-01-01T23:59:59.5Z")),
          "version", List.of(Version.parse("1.10.0")));

  private static Filter parse(String text) {
    return Filter.parse(text, WORDS, NOW);
  }

  private static boolean fits(String text) {
    return parse(text)
        .fits(
            path ->
                path.equals("size") ? List.of(2_000_000L) : MODEL.getOrDefault(path, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "license == 'APACHE-2.0'",
        "license != mit",
        "not license = mit",
        "NOT not license = apache-2.0",
        "tags = chat AND tags = support",
        "tag != other",
        "tags ~ supp",
        "note ~ \"it's\"",
        "note ~ 'it\\'s \"so\" (or'",
        "stable = true",
        "stable",
        "not missing",
        "missing != x",
        "hyperparameters.epochs = 10",
        "hyperparameters.epochs >= 10.0",
        "training.hyperparameters.rate <= 0.00002",
        "metrics.f1 > 0.8 and metrics.f1 < 0.9",
        "metrics.f1=0.860",
        "metrics.f1 in (0.5, 0.86)",
        "metrics.f1 not in (0.5, 0.6)",
        "metrics.grade < c",
        "metrics.grade = b",
        "version > 1.9.0",
        "version = 1.10.0",
        "size = 2MB",
        "size >= 1.9MiB",
        "size < 2gb",
        "updated = 2026-01-01",
        "updated <= 2026-01-01",
        "updated > 2025-12-31",
        "updated < 2026-01-02",
        "updated >= '2026-01-01 23:59:59'",
        "updated < 7d",
        "missing = x or license = apache-2.0 and stable",
        "(missing = x or license = apache-2.0) and (stable)",
      })
  void whatIsSoFits(String text) {
    assertThat(fits(text)).isTrue();
    assertThat(fits("not (" + text + ")")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing = x",
        "missing < x",
        "missing",
        "metrics.f1 = high",
        "metrics.f1 > high",
        "metrics.grade > 0.1",
        "metrics.f2 > 0",
        "license > 2",
        "updated > 2026-01-01",
        "updated != 2026-01-01",
        "version < 1.9.0",
        "stable and missing = x or missing",
        "not stable and missing or missing",
      })
  void whatIsNotSoDoesNot(String text) {
    assertThat(fits(text)).isFalse();
    assertThat(fits("not (" + text + ")")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "licence = mit | 1 | there is no field 'licence' | license",
        "stable and metric.f1 > 1 | 12 | there is no field 'metric.f1' | metrics.f1",
        "license mit | 9 | a comparison was expected, not 'mit' | one of",
        "license = | 10 | a value was expected, not the end | quotes",
        "license = and | 11 | a value was expected, not 'and' | quotes",
        "license = a b | 13 | 'and', 'or' or the end was expected | quotes",
        "(license = a | 13 | ')' was expected, not the end | needs its )",
        "license = a) | 12 | 'and', 'or' or the end | quotes",
        "license = \"a | 11 | the quote | end the text",
        "license ! a | 9 | '!' alone | not",
        "updated > soon | 11 | updated is a time, not 'soon' | 2026-03-01",
        "size > big | 8 | size is a size | 500MB",
        "size > 1XB | 8 | size is a size | 500MB",
        "version > one | 11 | version is a version | SemVer",
        "updated ~ 2026 | 9 | looks into texts | compare",
        "license in a | 12 | '(' was expected | needs",
        "license in () | 13 | a value was expected, not ')' | in (one",
        "metrics. > 1 | 1 | there is no field | nearest: metrics.NAME",
        "metrics > 1 | 1 | there is no field | nearest: metrics.NAME",
        "LICENSE = mit | 1 | there is no field | nearest: license",
        "METRICS.F1 > 1 | 1 | there is no field | nearest: metrics.f1",
        "f1 > 1 | 1 | there is no field | nearest: metrics.f1, training.hyperparameters.f1",
        "versions > x | 12 | versions is a number, not 'x' | write 10",
        "size ~ 1 | 6 | ~ looks into texts, and size is none | < <= > >= in",
      })
  void anErrorPointsAtItsColumn(String text, int column, String said, String hint) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.INVALID);
              assertThat(e.text()).contains("column " + column + ": ").contains(said);
              List<String> lines = e.text().lines().toList();
              assertThat(lines.get(1)).isEqualTo("  " + text);
              assertThat(lines.get(2)).isEqualTo(" ".repeat(column + 1) + "^");
              assertThat(e.hint()).contains(hint);
            });
  }

  @Test
  void anEmptyFilterIsNone() {
    assertThatThrownBy(() -> parse(" ")).hasMessageContaining("a field was expected");
  }

  @Test
  void aLongFilterIsShownAroundTheColumn() {
    String text = "license = a or ".repeat(20) + "licens = b or " + "license = c or ".repeat(9);
    assertThatThrownBy(() -> parse(text))
        .satisfies(e -> assertThat(e.getMessage().lines().skip(1)).allMatch(l -> l.length() < 90))
        .satisfies(
            e -> {
              List<String> lines = e.getMessage().lines().toList();
              int caret = lines.get(2).indexOf('^');
              assertThat(lines.get(1).substring(caret)).startsWith("licens = b");
            });
  }

  @Test
  void whatATerminalWouldActOnIsShown() {
    assertThatThrownBy(() -> parse("license = '\u001b[2J' or x\u001b = 1"))
        .hasMessageContaining("<U+001B>")
        .hasMessageNotContaining("\u001b");
  }

  @Test
  void nestingAndLengthAreBounded() {
    assertThat(fits("(".repeat(90) + "stable" + ")".repeat(90))).isTrue();
    assertThatThrownBy(() -> parse("(".repeat(5000))).hasMessageContaining("nested too deep");
    assertThatThrownBy(() -> parse("not ".repeat(2000))).hasMessageContaining("nested too deep");
    assertThatThrownBy(() -> parse("x".repeat(10_001))).hasMessageContaining("longer than");
    assertThat(fits("stable" + " and stable".repeat(800))).isTrue();
  }

  @Test
  void itSaysWhatItAsksFor() {
    Filter filter = parse("tag = x and not metrics.f1 or hyperparameters.epochs > 2");
    assertThat(filter.paths())
        .containsExactlyInAnyOrder("tags", "metrics.f1", "training.hyperparameters.epochs");
    assertThat(filter).hasToString("tag = x and not metrics.f1 or hyperparameters.epochs > 2");
  }
}
