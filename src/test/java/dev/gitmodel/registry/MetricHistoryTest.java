package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.MetricHistory.History;
import dev.gitmodel.registry.MetricHistory.Order;
import dev.gitmodel.registry.MetricHistory.Request;
import dev.gitmodel.registry.MetricHistory.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricHistoryTest {
  private final Shelf shelf = new Shelf();

  @BeforeEach
  void aPatchOfAnOldLineComesLast() {
    shelf.publish("1.0.0", Map.of());
    shelf.publish("2.0.0", Map.of());
    shelf.publish("1.0.1", new BranchName("maintenance"), "", Map.of());
    shelf.metric("1.0.0", "f1", "0.7");
    shelf.metric("1.0.1", "f1", "0.75");
    shelf.metric("2.0.0", "loss", "none");
  }

  private History history(Order order, String... metrics) {
    return new MetricHistory(shelf.store).apply(new Request(shelf.model, List.of(metrics), order));
  }

  @Test
  void versionsFollowByPrecedence() {
    History history = history(Order.VERSION, "f1");
    assertThat(history.versions()).hasToString("[1.0.0, 1.0.1, 2.0.0]");
    assertThat(history.series())
        .containsExactly(
            new Series(
                "f1",
                Direction.HIGHER,
                List.of(
                    Optional.of(MetricValue.parse("0.7")),
                    Optional.of(MetricValue.parse("0.75")),
                    Optional.empty())));
  }

  @Test
  void orAsTheyCameToBe() {
    assertThat(history(Order.ANCESTRY).versions()).hasToString("[1.0.0, 2.0.0, 1.0.1]");
  }

  @Test
  void ancestryHoldsAlsoWhereTheLogIsSilent() {
    // Tags that stock git moved to another name: the log knows neither.
    for (String version : List.of("1.0.0", "2.0.0", "1.0.1")) {
      Revision tag = shelf.version(version).tag();
      shelf.store.tamper(shelf.model, "refs/tags/v" + version, Revision.NONE);
      shelf.store.tamper(shelf.model, "refs/tags/v" + version, tag);
    }
    assertThat(Ancestry.order(shelf.now())).hasToString("[1.0.0, 2.0.0, 1.0.1]");
  }

  @Test
  void withoutANameEveryMetricHasItsSeries() {
    assertThat(history(Order.VERSION).series())
        .extracting(Series::metric)
        .containsExactly("f1", "loss");
  }

  @Test
  void aTextIsNoNumberToDraw() {
    Series loss = history(Order.VERSION, "loss").series().get(0);
    assertThat(loss.direction()).isEqualTo(Direction.LOWER);
    assertThat(loss.numbers()).containsOnly(OptionalDouble.empty());
  }

  @Test
  void aMetricThatNoVersionHasIsNotFound() {
    assertProblem(Problem.NOT_FOUND, () -> history(Order.VERSION, "f1", "recall"))
        .satisfies(e -> assertThat(e.text()).contains("recall"))
        .satisfies(e -> assertThat(e.hint()).contains("f1, loss"));
  }
}
