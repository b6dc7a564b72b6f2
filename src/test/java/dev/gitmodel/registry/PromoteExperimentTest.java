package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.draft;
import static dev.gitmodel.registry.Desk.metrics;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Bump;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PromoteExperimentTest {
  private static final ExperimentName RATE = new ExperimentName("rate");

  private final Desk desk = new Desk();

  @BeforeEach
  void anExperimentHasTwoVersions() {
    desk.push(weights("one"), "1.2.0");
    desk.push(push(draft("# ours\nlicense: mit\n", "model.bin", "two")).on("exp/rate"));
    desk.push(
        push(draft("# ours\nlicense: mit\n", "model.bin", "three"))
            .on("exp/rate")
            .metric("f1", "0.9"));
  }

  private static PromoteExperiment.Request request(Numbering numbering) {
    return new PromoteExperiment.Request(
        ANN, IRIS, RATE, numbering, Optional.empty(), Optional.of("f1 up"), Signing.UNSIGNED);
  }

  private Done<PromoteExperiment.Result> promote(Numbering numbering) {
    return new PromoteExperiment(desk.ledger).apply(request(numbering));
  }

  private Done<PromoteExperiment.Result> promote() {
    return promote(new Numbering.Usual());
  }

  @Test
  void theLastVersionBecomesTheNextReleaseOnMain() {
    var done = promote();

    assertThat(done.result().from()).isEqualTo(v("1.2.1-rate.2"));
    assertThat(done.result().release()).isEqualTo(v("1.2.1"));
    assertThat(done.result().mainMoves()).isZero();
    assertThat(desk.now().lastVersionOn(BranchName.MAIN)).contains(v("1.2.1"));
    assertThat(desk.version("1.2.1").digest()).isEqualTo(done.result().digest());
  }

  @Test
  void theCommitMergesMainAndTheExperiment() {
    promote();

    assertThat(desk.version("1.2.1").parents())
        .containsExactly(desk.version("1.2.0").commit(), desk.version("1.2.1-rate.2").commit());
    assertThat(desk.now().branches())
        .containsEntry(BranchName.experiment(RATE), desk.version("1.2.1-rate.2").commit());
  }

  @Test
  void onlyTheVersionDiffersFromTheExperiment() {
    promote();

    String from = desk.now().manifestText(v("1.2.1-rate.2")).text();
    assertThat(desk.now().manifestText(v("1.2.1")).text())
        .isEqualTo(from.replace("version: 1.2.1-rate.2", "version: 1.2.1"));
    assertThat(
            FileDiff.between(desk.version("1.2.1-rate.2").files(), desk.version("1.2.1").files()))
        .matches(FileDiff::isNone);
    assertThat(desk.version("1.2.1").files())
        .extracting(file -> file.path())
        .containsExactly(new FilePath("model.bin"), new FilePath("model.yaml"));
  }

  @Test
  void metricsAreCarriedOver() {
    promote();

    assertThat(desk.now().metrics(v("1.2.1"))).isEqualTo(metrics("f1", "0.9"));
  }

  @Test
  void theEntryAndTheCommitNameTheExperiment() {
    var done = promote();

    assertThat(desk.lastEntry().operation()).isEqualTo("experiment.promote");
    assertThat(desk.lastEntry().subject()).isEqualTo("experiment rate: 1.2.1-rate.2 -> 1.2.1");
    assertThat(desk.lastEntry().reason()).contains("f1 up");
    assertThat(desk.lastEntry().trailers())
        .containsEntry("Experiment", "rate")
        .containsEntry("Version", "1.2.1")
        .containsEntry("From", "1.2.1-rate.2");
    var publish = (Change.Publish) done.changes().orElseThrow().changes().get(0);
    assertThat(publish.commitMessage())
        .isEqualTo("Release iris 1.2.1\n\nModel-Version: 1.2.1\nExperiment-Id: rate\n");
  }

  @Test
  void aNumberCanBeNamedOrBumped() {
    assertThat(promote(new Numbering.Next(Bump.MINOR)).result().release()).isEqualTo(v("1.3.0"));
    assertThat(promote(new Numbering.Exactly(v("3.0.0"))).result().release()).isEqualTo(v("3.0.0"));
  }

  @Test
  void promotingTheSameAgainWritesNothing() {
    promote();

    var done = promote();

    assertThat(done.result().release()).isEqualTo(v("1.2.1"));
    assertThat(done.changes()).isEmpty();
  }

  @Test
  void itWarnsWhereMainMovedMeanwhile() {
    desk.push(push(weights("on main")));

    var done = promote();

    assertThat(done.result().mainMoves()).isEqualTo(1);
    assertThat(done.result().release()).isEqualTo(v("1.2.2"));
  }

  @Test
  void itsOwnPromotionIsNoMoveToWarnOf() {
    promote();
    desk.push(push(weights("four")).on("exp/rate"));

    assertThat(promote().result().mainMoves()).isZero();
  }

  @Test
  void withoutAMainThePreReleaseLeadsToItsOwnRelease() {
    Desk other = new Desk();
    other.push(push(weights("one")).on("exp/rate"));

    var done = new PromoteExperiment(other.ledger).apply(request(new Numbering.Usual()));

    assertThat(done.result().release()).isEqualTo(v("0.1.0"));
    assertThat(other.version("0.1.0").parents())
        .containsExactly(other.version("0.1.0-rate.1").commit());
  }

  @Test
  void aPreReleaseIsNoPromotion() {
    RegistryException refusal = refusal(() -> promote(new Numbering.Next(Bump.PRE)));

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
    assertThat(refusal.text())
        .isEqualTo("1.2.1-rc.1 is a pre-release, and a promoted experiment becomes a release");
  }

  @Test
  void aTakenOrDeletedNumberIsRefused() {
    desk.push(weights("other"), "2.0.0");
    RegistryException taken = refusal(() -> promote(new Numbering.Exactly(v("2.0.0"))));
    assertThat(taken.problem()).isEqualTo(Problem.EXISTS);
    assertThat(taken.text()).isEqualTo("acme/iris 2.0.0 is already published");
    assertThat(taken.hint()).isEqualTo("promote to the next one with: --bump minor");

    desk.delete("2.0.0");

    assertThat(refusal(() -> promote(new Numbering.Exactly(v("2.0.0")))).text())
        .contains("was deleted on")
        .endsWith("its number is not used again");
  }

  @Test
  void anExperimentWithoutAVersionOfItsOwnHasNothingToPromote() {
    desk.delete("1.2.1-rate.2");
    desk.delete("1.2.1-rate.1");

    RegistryException refusal = refusal(this::promote);

    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(refusal.text())
        .isEqualTo("the experiment rate of acme/iris has no version of its own to promote");
    assertThat(refusal.hint()).isEqualTo("publish one with: git model push . --experiment rate");
  }

  @Test
  void aLostRaceIsDecidedAgain() {
    desk.store.loseNextRace();

    assertThat(promote().receipt()).isPresent();
    assertThat(desk.pauses).containsExactly(0);
  }

  @Test
  void aDryRunPromotesNothing() {
    var planned = new PromoteExperiment(desk.ledger).plan(request(new Numbering.Usual()));

    assertThat(desk.now().lastVersionOn(BranchName.MAIN)).contains(v("1.2.0"));
    assertThat(planned.changes()).isEqualTo(promote().changes());
  }
}
