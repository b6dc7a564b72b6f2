package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.BOB;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.draft;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.registry.DeleteVersion.Dependant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeleteVersionTest {
  private static final BranchName RATE = new BranchName("exp/rate");

  private final Desk desk = new Desk();

  @BeforeEach
  void twoVersionsAreThere() {
    desk.push(weights("one"), "1.0.0");
    desk.push(weights("second"), "1.1.0");
  }

  private Done<DeleteVersion.Plan> plan(String version) {
    return new DeleteVersion(desk.ledger)
        .plan(
            new DeleteVersion.Request(
                ANN, IRIS, Selector.parse(version), Optional.of("trained on leaked data")));
  }

  private static List<Change.Retire> retires(Done<?> done) {
    return done.changes().orElseThrow().changes().stream()
        .filter(Change.Retire.class::isInstance)
        .map(Change.Retire.class::cast)
        .toList();
  }

  private static Artifact weightsOf(ModelVersion version) {
    return version.files().stream().filter(Artifact::isLfs).findFirst().orElseThrow();
  }

  @Test
  void theTagItsAliasesAndItsNotesGoAndATombstoneStays() {
    desk.alias("champion", "1.1.0");
    desk.alias("staging", "1.1.0");
    desk.alias("baseline", "1.0.0");
    desk.metric("1.1.0", "f1", "0.8");
    var digest = desk.version("1.1.0").digest();

    var done = desk.delete("1.1.0");

    assertThat(desk.now().versions()).containsExactly(v("1.0.0"));
    assertThat(desk.now().aliases()).containsOnlyKeys(new AliasName("baseline"));
    assertThat(done.result().aliases())
        .containsExactly(new AliasName("champion"), new AliasName("staging"));
    var tombstone = desk.now().tombstone(v("1.1.0")).orElseThrow();
    assertThat(tombstone.by()).isEqualTo(ANN);
    assertThat(tombstone.reason()).contains("trained on leaked data");
    assertThat(desk.lastEntry().trailers())
        .containsEntry("Digest", digest.toString())
        .containsEntry("Alias", "champion, staging");
    assertThat(done.changes().orElseThrow().event().before())
        .containsEntry("aliases", List.of("champion", "staging"))
        .containsEntry("digest", digest.toString());
  }

  @Test
  void theBranchThatHoldsItsFilesGoesBackToTheVersionBefore() {
    var done = desk.delete("1.1.0");

    assertThat(retires(done))
        .containsExactly(
            new Change.Retire(
                BranchName.MAIN,
                Optional.of(v("1.0.0")),
                "Retire 1.1.0\n\ntrained on leaked data\n\nRetired-Version: 1.1.0\n"));
    assertThat(done.result().retired()).containsExactly(BranchName.MAIN);
    assertThat(desk.now().filesAt(desk.now().branches().get(BranchName.MAIN)))
        .isEqualTo(desk.version("1.0.0").files());
    assertThat(desk.now().lastVersionOn(BranchName.MAIN)).contains(v("1.0.0"));
  }

  @Test
  void aVersionInTheMiddleLeavesTheBranchAlone() {
    var done = desk.delete("1.0.0");

    assertThat(retires(done)).isEmpty();
    assertThat(desk.now().lastVersionOn(BranchName.MAIN)).contains(v("1.1.0"));
  }

  @Test
  void theLastVersionLeavesAnEmptyBranch() {
    desk.delete("1.1.0");

    var done = desk.delete("1.0.0");

    assertThat(retires(done)).extracting(Change.Retire::to).containsExactly(Optional.empty());
    assertThat(desk.now().filesAt(desk.now().branches().get(BranchName.MAIN))).isEmpty();
    assertThat(desk.now().lastVersionOn(BranchName.MAIN)).isEmpty();
  }

  @Test
  void everyBranchThatHoldsItIsRetired() {
    new StartExperiment(desk.ledger)
        .apply(
            new StartExperiment.Request(
                ANN, IRIS, RATE.experiment().orElseThrow(), Optional.empty()));

    assertThat(desk.delete("1.1.0").result().retired()).containsExactly(RATE, BranchName.MAIN);
    assertThat(desk.now().lastVersionOn(RATE)).contains(v("1.0.0"));
  }

  @Test
  void objectsThatNothingElseHoldsAreFreed() {
    Artifact gone = weightsOf(desk.version("1.1.0"));
    Artifact kept = weightsOf(desk.version("1.0.0"));

    assertThat(desk.delete("1.1.0").result().bytesFreed()).isEqualTo(gone.size());
    assertThat(desk.store.files(IRIS).has(gone)).isFalse();
    assertThat(desk.store.files(IRIS).has(kept)).isTrue();
  }

  @Test
  void objectsThatAnotherVersionHoldsStay() {
    desk.push(weights("one"), "1.2.0");

    assertThat(plan("1.2.0").result().result().bytesFreed()).isZero();
    assertThat(desk.delete("1.2.0").result().bytesFreed()).isZero();
    assertThat(desk.store.files(IRIS).has(weightsOf(desk.version("1.0.0")))).isTrue();
  }

  @Test
  void thePlanSaysWhatWouldGoAndChangesNothing() {
    desk.alias("champion", "1.1.0");
    int entries = desk.audit().size();

    var plan = plan("champion").result();

    assertThat(plan.result().version()).isEqualTo(v("1.1.0"));
    assertThat(plan.result().aliases()).containsExactly(new AliasName("champion"));
    assertThat(plan.result().bytesFreed()).isEqualTo("second".length());
    assertThat(plan.dependants()).isEmpty();
    assertThat(desk.audit()).hasSize(entries);
    assertThat(desk.now().versions()).hasSize(2);
  }

  @Test
  void thePlanNamesWhoPinsItInTheWholeRegistry() {
    var digest = desk.version("1.0.0").digest();
    desk.push(push(draft("base_model: acme/iris@1.0.0\n", "a.bin", "a")).to("beta/tulip"));
    desk.push(push(draft("base_model: iris@1.0.0\n", "a.bin", "a")).to("acme/rose"));
    desk.push(push(draft("base_model: iris@1.0.0\n", "a.bin", "a")).to("beta/rose"));
    desk.push(
        push(draft("training: {dataset: \"acme/iris@" + digest + "\"}\n", "a.bin", "a"))
            .to("gamma/lily"));
    desk.push(push(draft("base_model: acme/iris@1.1.0\n", "a.bin", "a")).to("gamma/other"));
    desk.push(push(draft("base_model: \"Vendor/Big Model\"\n", "a.bin", "a")).to("gamma/outside"));
    desk.push(push(draft("base_model: acme/iris@1.0.0\n", "a.bin", "third")));

    assertThat(plan("1.0.0").result().dependants())
        .containsExactly(
            new Dependant(Reference.parse("acme/iris@1.1.1"), "base_model"),
            new Dependant(Reference.parse("acme/rose@0.1.0"), "base_model"),
            new Dependant(Reference.parse("beta/tulip@0.1.0"), "base_model"),
            new Dependant(Reference.parse("gamma/lily@0.1.0"), "training.dataset"));
  }

  @Test
  void aProtectedAliasProtectsItsVersion() {
    desk.alias("champion", "1.1.0");
    desk.store.enforce(Policies.role("champion", "releaser"));
    DeleteVersion delete = new DeleteVersion(desk.ledger);

    RegistryException refusal =
        refusal(
            () ->
                delete.apply(
                    new DeleteVersion.Request(
                        BOB, IRIS, Selector.parse("1.1.0"), Optional.empty())));

    assertThat(refusal.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(refusal.text())
        .isEqualTo(
            "bob@example.org may not change the alias champion of acme/iris: it takes the role"
                + " releaser");
    assertThat(desk.delete("1.1.0").receipt()).isPresent();
  }

  @Test
  void deletingTwiceIsDoneAlreadyAndSaysByWhom() {
    desk.delete("1.1.0");

    Done<DeleteVersion.Result> again = desk.delete("1.1.0");

    assertThat(again.changes()).isEmpty();
    assertThat(again.receipt()).isEmpty();
    assertThat(again.result().before().orElseThrow()).startsWith("1.1.0 was deleted on ");
    assertThat(again.result().bytesFreed()).isZero();
  }

  @Test
  void aLostRaceIsDecidedAgain() {
    desk.store.loseNextRace();

    assertThat(desk.delete("1.1.0").receipt()).isPresent();
    assertThat(desk.pauses).containsExactly(0);
    assertThat(desk.lastEntry().trailers())
        .containsAllEntriesOf(Map.of("Version", "1.1.0", "Operation", "version.delete"));
  }

  @Test
  void theNextPushGoesOnAfterTheRetiredOne() {
    desk.delete("1.1.0");

    assertThat(desk.push(push(weights("third")))).isEqualTo(v("1.0.1"));
    assertThat(desk.version("1.0.1").parents())
        .doesNotContain(desk.version("1.0.0").commit())
        .hasSize(1);
  }
}
