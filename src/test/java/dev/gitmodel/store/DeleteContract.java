package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Deleting versions: what goes with them, and what stays. */
interface DeleteContract extends StoreContract {
  Version ONE = Version.parse("1.0.0");
  Version TWO = Version.parse("1.1.0");

  @Test
  default void aVersionGoesWithItsAliases() {
    ModelVersion one = bench().published("1.0.0");
    bench().published("1.1.0");
    bench().alias("champion", "1.0.0");
    bench().alias("old", "1.0.0");
    bench().alias("canary", "1.1.0");
    Receipt receipt = bench().delete("1.0.0", "champion", "old");
    assertThat(receipt.moves())
        .containsExactlyInAnyOrder(
            new RefMove("refs/tags/v1.0.0", one.tag(), Revision.NONE),
            new RefMove("refs/aliases/champion", one.tag(), Revision.NONE),
            new RefMove("refs/aliases/old", one.tag(), Revision.NONE));
    Snapshot now = bench().look();
    assertThat(now.versions()).containsExactly(TWO);
    assertThat(now.aliases()).containsOnlyKeys(new AliasName("canary"));
    assertThat(now.versionAt(one.commit())).isEmpty();
    assertThat(now.versionsByDigest(one.digest().hex())).isEmpty();
    refused(Problem.NOT_FOUND, () -> now.version(ONE));
  }

  @Test
  default void aVersionGoesWithItsNotesAndNobodyElses() {
    bench().published("1.0.0");
    bench().published("1.1.0");
    MetricSet metrics = MetricSet.of(Map.of("f1", MetricValue.parse("0.8")));
    for (Version version : new Version[] {ONE, TWO}) {
      bench()
          .write(
              Operation.METRICS_UPDATE,
              new Change.SetMetrics(version, metrics),
              new Change.SetDescription(version, Optional.of("of " + version)));
    }
    assertThat(bench().delete("1.0.0").moves())
        .extracting(RefMove::ref)
        .containsExactlyInAnyOrder(
            "refs/tags/v1.0.0", "refs/notes/metrics", "refs/notes/description");
    assertThat(bench().look().metrics(TWO)).isEqualTo(metrics);
    assertThat(bench().look().description(TWO)).contains("of 1.1.0");
  }

  @Test
  default void theBranchAndTheHistoryStay() {
    ModelVersion one = bench().published("1.0.0");
    ModelVersion two = bench().published("1.1.0");
    bench().delete("1.0.0");
    assertThat(bench().look().branches()).containsEntry(BranchName.MAIN, two.commit());
    assertThat(bench().look().filesAt(one.commit()))
        .extracting(Artifact::path)
        .containsExactlyInAnyOrderElementsOf(one.files().stream().map(Artifact::path).toList());
    bench().delete("1.1.0");
    assertThat(bench().look().lastVersionOn(BranchName.MAIN)).isEmpty();
  }

  @Test
  default void aTombstoneSaysWhoWhenAndWhy() {
    bench().published("1.0.0");
    var event =
        new AuditEvent(
            Operation.VERSION_DELETE,
            "delete 1.0.0",
            Map.of("Version", "1.0.0"),
            Optional.of("trained on the test set"),
            Map.of(),
            Map.of());
    Receipt receipt = bench().write(event, new Change.DeleteVersion(ONE, Set.of()));
    assertThat(bench().look().tombstone(ONE))
        .contains(
            new Tombstone(
                ONE,
                receipt.entry(),
                Bench.ANA,
                Bench.START.plusSeconds(120),
                Optional.of("trained on the test set")));
  }

  @Test
  default void whatWasNotDeletedHasNoTombstone() {
    bench().published("1.0.0");
    assertThat(bench().look().tombstone(ONE)).isEmpty();
    bench().delete("1.0.0");
    assertThat(bench().look().tombstone(TWO)).isEmpty();
    assertThat(bench().look().tombstone(ONE)).isPresent();
  }

  @Test
  default void aDeletedNumberIsNeverUsedAgain() {
    bench().published("1.0.0");
    bench().delete("1.0.0");
    bench().published("1.1.0");
    Change.Publish again = bench().version("1.0.0");
    refused(Problem.EXISTS, "1.0.0", () -> bench().write(Operation.VERSION_PUBLISH, again));
    assertThat(bench().look().versions()).containsExactly(TWO);
  }

  @Test
  default void aNumberIsNotReplacedInOneSet() {
    ModelVersion one = bench().published("1.0.0");
    Change.Publish again = bench().version("1.0.0", Bench.text("other", "content"));
    refused(
        Problem.EXISTS,
        () ->
            bench()
                .write(
                    Bench.event(Operation.VERSION_DELETE, Map.of("Version", "1.0.0")),
                    new Change.DeleteVersion(ONE, Set.of()),
                    again));
    assertThat(bench().look().version(ONE)).isEqualTo(one);
  }

  @Test
  default void aVersionIsDeletedWithExactlyTheAliasesOnIt() {
    bench().published("1.0.0");
    bench().published("1.1.0");
    bench().alias("champion", "1.0.0");
    bench().alias("canary", "1.1.0");
    refused(Problem.CONFLICT, () -> bench().delete("1.0.0"));
    refused(Problem.CONFLICT, () -> bench().delete("1.0.0", "champion", "canary"));
    assertThat(bench().look().versions()).hasSize(2);
    assertThat(bench().look().aliases()).hasSize(2);
  }

  @Test
  default void anAliasMayMoveAwayInTheSameSet() {
    bench().published("1.0.0");
    bench().published("1.1.0");
    bench().alias("champion", "1.1.0");
    bench()
        .write(
            Bench.event(Operation.VERSION_DELETE, Map.of("Version", "1.1.0")),
            Bench.setAlias("champion", "1.0.0"),
            new Change.Retire(BranchName.MAIN, Optional.of(ONE), "Retire 1.1.0\n"),
            new Change.DeleteVersion(TWO, Set.of()));
    assertThat(bench().look().aliases()).containsEntry(new AliasName("champion"), ONE);
    assertThat(bench().look().lastVersionOn(BranchName.MAIN)).contains(ONE);
  }

  @Test
  default void deletingAVersionThatIsNotThereIsNotFound() {
    refused(Problem.NOT_FOUND, "1.0.0", () -> bench().delete("1.0.0"));
    bench().published("1.0.0");
    bench().delete("1.0.0");
    refused(Problem.NOT_FOUND, () -> bench().delete("1.0.0"));
  }

  @Test
  default void releasingFreesWhatNothingHolds() {
    ModelVersion one = bench().published("1.0.0");
    ModelVersion two = bench().published("1.1.0");
    bench().delete("1.0.0");
    long weights = "weights of 1.0.0".length();
    assertThat(bench().files().release(one.files())).isEqualTo(weights);
    assertThat(one.files().stream().filter(f -> !bench().files().has(f)))
        .singleElement()
        .matches(Artifact::isLfs);
    assertThat(two.files()).allMatch(bench().files()::has);
    assertThat(bench().files().release(one.files())).isZero();
  }

  @Test
  default void releasingKeepsWhatAVersionOrATipHolds() {
    ModelVersion one = bench().published("1.0.0");
    bench().files().fetch(one.files(), Progress.NONE);
    assertThat(bench().files().release(one.files())).isZero();
    bench().delete("1.0.0");
    assertThat(bench().files().release(one.files())).as("the tip of main holds it").isZero();
    bench()
        .write(
            Operation.VERSION_DELETE,
            new Change.Retire(BranchName.MAIN, Optional.empty(), "Retire 1.0.0\n"));
    assertThat(bench().files().release(one.files())).isPositive();
  }
}
