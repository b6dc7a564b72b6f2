package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.metrics;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExperimentTest {
  private static final ExperimentName RATE = new ExperimentName("rate");
  private static final BranchName BRANCH = BranchName.experiment(RATE);

  private final Desk desk = new Desk();

  @BeforeEach
  void twoVersionsAreThere() {
    desk.push(weights("one"), "1.0.0");
    desk.push(weights("two"), "1.1.0");
  }

  private Done<StartExperiment.Result> start(String... from) {
    Optional<Selector> selector = List.of(from).stream().findFirst().map(Selector::parse);
    return new StartExperiment(desk.ledger)
        .apply(new StartExperiment.Request(ANN, IRIS, RATE, selector));
  }

  private List<Experiment> list() {
    return new ListExperiments(desk.store).apply(new ListExperiments.Request(IRIS));
  }

  private Done<DeleteExperiment.Result> delete() {
    return new DeleteExperiment(desk.ledger)
        .apply(new DeleteExperiment.Request(ANN, IRIS, RATE, Optional.of("led nowhere")));
  }

  @Test
  void itStartsFromTheLastVersionOnMain() {
    var done = start();

    assertThat(done.result().base()).isEqualTo(v("1.1.0"));
    assertThat(desk.now().branches()).containsEntry(BRANCH, desk.version("1.1.0").commit());
    assertThat(desk.lastEntry().operation()).isEqualTo("experiment.start");
    assertThat(desk.lastEntry().trailers())
        .containsEntry("Experiment", "rate")
        .containsEntry("Branch", "exp/rate")
        .containsEntry("Base", "1.1.0");
  }

  @Test
  void itStartsFromAnyReference() {
    assertThat(start("1.0.0").result().base()).isEqualTo(v("1.0.0"));
    assertThat(desk.push(push(weights("three")).on("exp/rate"))).isEqualTo(v("1.0.1-rate.1"));
  }

  @Test
  void startingItTwiceIsRefused() {
    start();

    RegistryException refusal = refusal(this::start);

    assertThat(refusal.problem()).isEqualTo(Problem.EXISTS);
    assertThat(refusal.text()).isEqualTo("the experiment rate of acme/iris is already there");
    assertThat(refusal.hint()).isEqualTo("add to it with: git model push . --experiment rate");
  }

  @Test
  void aModelWithoutAVersionOnMainHasNothingToStartFrom() {
    desk.delete("1.1.0");
    desk.delete("1.0.0");

    assertThat(refusal(this::start).text())
        .isEqualTo("acme/iris has no version on the branch main yet");
  }

  @Test
  void aDryRunStartsNothing() {
    var done =
        new StartExperiment(desk.ledger)
            .plan(new StartExperiment.Request(ANN, IRIS, RATE, Optional.empty()));

    assertThat(done.changes()).isPresent();
    assertThat(desk.now().branches()).doesNotContainKey(BRANCH);
  }

  @Test
  void theListSaysHowFarEachIs() {
    start();
    desk.push(push(weights("three")).on("exp/rate"));
    desk.push(push(weights("four")).on("exp/rate"));
    desk.push(push(weights("five")));
    desk.push(push(weights("six")).on("exp/other"));

    assertThat(list()).extracting(e -> e.name().text()).containsExactly("other", "rate");
    Experiment rate = list().get(1);
    assertThat(rate.base()).contains(v("1.1.0"));
    assertThat(rate.versions()).containsExactly(v("1.1.1-rate.1"), v("1.1.1-rate.2"));
    assertThat(rate.ahead()).isEqualTo(2);
    assertThat(rate.mainMoves()).isEqualTo(1);
    assertThat(rate.tip()).isEqualTo(desk.version("1.1.1-rate.2").commit());
    assertThat(rate.lastActivity()).contains(Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void anExperimentThatAPushBeganKnowsItsBase() {
    desk.push(push(weights("three")).on("exp/rate"));

    assertThat(list().get(0).base()).contains(v("1.1.0"));
    assertThat(list().get(0).versions()).containsExactly(v("1.1.1-rate.1"));
  }

  @Test
  void aModelWithoutExperimentsListsNone() {
    assertThat(list()).isEmpty();
  }

  @Test
  void showingOnePutsItsVersionsBesideItsBase() {
    start();
    desk.push(push(weights("three")).on("exp/rate").metric("f1", "0.9"));
    desk.metric("1.1.0", "f1", "0.8");

    var shown = new ShowExperiment(desk.store).apply(new ShowExperiment.Request(IRIS, RATE));

    assertThat(shown.base().orElseThrow().metrics()).isEqualTo(metrics("f1", "0.8"));
    assertThat(shown.versions()).hasSize(1);
    assertThat(shown.versions().get(0).version()).isEqualTo(desk.version("1.1.1-rate.1"));
    assertThat(shown.versions().get(0).metrics()).isEqualTo(metrics("f1", "0.9"));
  }

  @Test
  void anExperimentOutlivesItsBase() {
    start("1.0.0");
    desk.push(push(weights("three")).on("exp/rate"));
    desk.delete("1.0.0");

    var shown = new ShowExperiment(desk.store).apply(new ShowExperiment.Request(IRIS, RATE));

    assertThat(shown.experiment().base()).contains(v("1.0.0"));
    assertThat(shown.base()).isEmpty();
  }

  @Test
  void deletingTakesTheBranchAndLeavesTheVersions() {
    start();
    desk.push(push(weights("three")).on("exp/rate"));
    var tip = desk.version("1.1.1-rate.1").commit();

    var done = delete();

    assertThat(done.result().tip()).isEqualTo(tip);
    assertThat(desk.now().branches()).doesNotContainKey(BRANCH);
    assertThat(desk.now().versions()).contains(v("1.1.1-rate.1"));
    assertThat(desk.lastEntry().operation()).isEqualTo("experiment.delete");
    assertThat(desk.lastEntry().reason()).contains("led nowhere");
    assertThat(list()).isEmpty();
  }

  @Test
  void aNameCanBeUsedAgainAndItsNumbersAreNot() {
    start();
    desk.push(push(weights("three")).on("exp/rate"));
    delete();

    start("1.0.0");
    assertThat(list().get(0).base()).contains(v("1.0.0"));
    assertThat(list().get(0).versions()).isEmpty();

    delete();
    start();
    assertThat(desk.push(push(weights("four")).on("exp/rate"))).isEqualTo(v("1.1.1-rate.2"));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    RegistryException refusal = refusal(this::delete);

    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(refusal.text()).isEqualTo("acme/iris has no experiment rate");
    assertThat(refusal.hint())
        .isEqualTo("see its experiments with: git model experiment list acme/iris");
  }
}
