package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Selector;
import dev.gitmodel.registry.Comparison.Cell;
import dev.gitmodel.registry.Comparison.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompareVersionsTest {
  private final Shelf shelf = new Shelf();

  @BeforeEach
  void threeVersions() {
    String common = "framework: safetensors\ntask: text-generation\n";
    shelf.publish("1.0.0", common + "base_model: acme/base@1.0.0\n", Map.of("w.bin", "1234"));
    shelf.publish("1.1.0", common + "description: second\n", Map.of("w.bin", "1234"));
    shelf.publish("1.2.0", common, Map.of("w.bin", "12345678"));
    shelf.alias("champion", "1.2.0");
    shelf.metric("1.0.0", "f1", "0.79");
    shelf.metric("1.1.0", "f1", "0.83");
    shelf.metric("1.2.0", "f1", "0.83");
    shelf.metric("1.0.0", "val_loss", "0.5");
    shelf.metric("1.2.0", "val_loss", "0.7");
    shelf.metric("1.1.0", "accuracy", "0.9");
  }

  private Comparison compare(String... versions) {
    List<Selector> selectors = Stream.of(versions).map(Selector::parse).toList();
    return new CompareVersions(shelf.store)
        .apply(new CompareVersions.Request(shelf.model, selectors));
  }

  private static Row row(Comparison comparison, String name) {
    return comparison.rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void rowsAreInTheFixedOrderAndMetricsByNameBelow() {
    assertThat(compare("1.0.0", "1.2.0", "1.1.0").rows())
        .extracting(Row::name)
        .containsExactly(
            "framework",
            "task",
            "architecture",
            "base model",
            "size",
            "aliases",
            "accuracy",
            "f1",
            "val_loss");
  }

  @Test
  void columnsAreInTheOrderAskedAndAnySelectorNamesOne() {
    Comparison comparison = compare("champion", "1.0.0");
    assertThat(comparison.columns())
        .extracting(c -> c.version().version().toString())
        .containsExactly("1.2.0", "1.0.0");
  }

  @Test
  void cellsHoldValuesAndNoneWhereThereIsNone() {
    Comparison comparison = compare("1.0.0", "1.2.0");
    assertThat(row(comparison, "framework").cells())
        .containsExactly(new Cell.Text("safetensors"), new Cell.Text("safetensors"));
    assertThat(row(comparison, "base model").cells())
        .containsExactly(new Cell.Text("acme/base@1.0.0"), new Cell.None());
    assertThat(row(comparison, "size").cells())
        .containsExactly(
            new Cell.Size(shelf.version("1.0.0").size()),
            new Cell.Size(shelf.version("1.2.0").size()));
    assertThat(row(comparison, "aliases").cells())
        .containsExactly(
            new Cell.None(), new Cell.Aliases(new TreeSet<>(Set.of(new AliasName("champion")))));
    assertThat(row(comparison, "f1").cells())
        .containsExactly(
            new Cell.Metric(MetricValue.parse("0.79")), new Cell.Metric(MetricValue.parse("0.83")));
  }

  @Test
  void theBestFollowsTheMetricsDirectionAndMayBeShared() {
    Comparison comparison = compare("1.0.0", "1.1.0", "1.2.0");
    assertThat(row(comparison, "f1").best()).containsExactlyInAnyOrder(1, 2);
    assertThat(row(comparison, "val_loss").best()).containsExactly(0);
  }

  @Test
  void nothingIsBestWhereThereIsNoChoice() {
    Comparison comparison = compare("1.1.0", "1.2.0");
    assertThat(row(comparison, "f1").best()).isEmpty();
    assertThat(row(comparison, "accuracy").best()).isEmpty();
    assertThat(row(comparison, "size").best()).isEmpty();
  }

  @Test
  void rowsThatDifferAreMarked() {
    Comparison comparison = compare("1.1.0", "1.2.0");
    assertThat(row(comparison, "framework").differs()).isFalse();
    assertThat(row(comparison, "size").differs()).isTrue();
    assertThat(row(comparison, "aliases").differs()).isTrue();
    assertThat(row(comparison, "f1").differs()).isFalse();
    assertThat(row(comparison, "accuracy").differs()).isTrue();
  }

  @Test
  void aWholeNumberDoesNotDifferFromTheSameReal() {
    shelf.metric("1.1.0", "epochs", "3");
    shelf.metric("1.2.0", "epochs", "3.0");
    assertThat(row(compare("1.1.0", "1.2.0"), "epochs").differs()).isFalse();
  }

  @Test
  void textsAreComparedButNeverBest() {
    shelf.metric("1.1.0", "verdict", "good");
    shelf.metric("1.2.0", "verdict", "bad");
    Row row = row(compare("1.1.0", "1.2.0"), "verdict");
    assertThat(row.differs()).isTrue();
    assertThat(row.best()).isEmpty();
  }

  @Test
  void columnsCarryWhatTheJsonNeeds() {
    Comparison.Column column = compare("1.1.0", "champion").columns().get(0);
    assertThat(column.description()).contains("second");
    assertThat(column.metrics().values()).containsOnlyKeys("accuracy", "f1");
    assertThat(column.version()).isEqualTo(shelf.version("1.1.0"));
  }

  @Test
  void conceptListsThatDifferAreWarnedAbout() {
    shelf.publish("2.0.0", "evaluation: {concepts: [spam, ham]}\n", Map.of());
    shelf.publish("2.1.0", "evaluation: {concepts: [ham, spam]}\n", Map.of());
    shelf.publish("2.2.0", "evaluation: {concepts: [spam]}\n", Map.of());
    assertThat(compare("2.0.0", "2.1.0").conceptGaps()).isEmpty();
    assertThat(compare("2.0.0", "2.2.0", "1.0.0").conceptGaps())
        .extracting(gap -> gap.version().version() + " lacks " + gap.missing())
        .containsExactly("2.2.0 lacks [ham]", "1.0.0 lacks [spam, ham]");
    assertThat(compare("1.0.0", "1.1.0").conceptGaps()).isEmpty();
  }

  @Test
  void oneVersionOrSixAreRefused() {
    assertProblem(Problem.INVALID, () -> compare("1.0.0"));
    assertProblem(
        Problem.INVALID, () -> compare("1.0.0", "1.1.0", "1.2.0", "1.0.0", "1.1.0", "1.2.0"));
    assertThat(compare("1.0.0", "1.1.0", "1.2.0", "1.0.0", "1.1.0").columns()).hasSize(5);
  }

  @Test
  void aVersionThatIsNotThereIsNotFound() {
    assertProblem(Problem.NOT_FOUND, () -> compare("1.0.0", "9.9.9"));
  }
}
