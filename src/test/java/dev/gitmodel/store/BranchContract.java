package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static dev.gitmodel.store.Bench.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Branches: the baseline and the experiments beside it. */
interface BranchContract extends StoreContract {
  BranchName EXPERIMENT = new BranchName("exp/one");

  private Receipt start(BranchName branch, Revision at) {
    return bench().write(Operation.EXPERIMENT_START, new Change.StartBranch(branch, at));
  }

  private Receipt drop(BranchName branch) {
    return bench().write(Operation.EXPERIMENT_DELETE, new Change.DeleteBranch(branch));
  }

  @Test
  default void aBranchStartsWhereItIsTold() {
    ModelVersion first = bench().published("1.0.0");
    bench().published("1.1.0");
    assertThat(start(EXPERIMENT, first.commit()).moves())
        .containsExactly(new RefMove("refs/heads/exp/one", Revision.NONE, first.commit()));
    assertThat(bench().look().branches())
        .containsEntry(EXPERIMENT, first.commit())
        .containsOnlyKeys(EXPERIMENT, BranchName.MAIN);
    assertThat(bench().look().lastVersionOn(EXPERIMENT)).contains(first.version());
  }

  @Test
  default void anExperimentsVersionsAreItsOwn() {
    ModelVersion first = bench().published("1.0.0");
    start(EXPERIMENT, first.commit());
    Change.Publish tried = on(bench().version("1.0.1-one.1"), "exp/one", Optional.empty());
    bench().write(Operation.VERSION_PUBLISH, tried);
    Snapshot now = bench().look();
    assertThat(now.lastVersionOn(EXPERIMENT)).contains(tried.version());
    assertThat(now.lastVersionOn(BranchName.MAIN)).contains(first.version());
    assertThat(now.branches().get(BranchName.MAIN)).isEqualTo(first.commit());
  }

  @Test
  default void theLastVersionIsFoundAlongFirstParents() {
    ModelVersion first = bench().published("1.0.0");
    Change.Publish tried = bench().version("1.1.0-one.1");
    bench().write(Operation.VERSION_PUBLISH, on(tried, "exp/one", Optional.of(first.commit())));
    Revision tip = bench().tip(EXPERIMENT);
    bench().write(Operation.EXPERIMENT_PROMOTE, Bench.merging(bench().version("1.1.0"), tip));
    bench().delete("1.1.0");
    assertThat(bench().look().lastVersionOn(BranchName.MAIN)).contains(first.version());
  }

  @Test
  default void aBranchStartsOnce() {
    ModelVersion first = bench().published("1.0.0");
    start(EXPERIMENT, first.commit());
    refused(Problem.EXISTS, "exp/one", () -> start(EXPERIMENT, first.commit()));
    refused(Problem.EXISTS, "main", () -> start(BranchName.MAIN, first.commit()));
    refused(Problem.EXISTS, () -> start(new BranchName("exp/one/two"), first.commit()));
  }

  @Test
  default void aBranchStartsAtACommitThatIsThere() {
    ModelVersion first = bench().published("1.0.0");
    refused(Problem.NOT_FOUND, () -> start(EXPERIMENT, PublishContract.NOWHERE));
    refused(Problem.NOT_FOUND, () -> start(EXPERIMENT, first.tag()));
    assertThat(bench().look().branches()).containsOnlyKeys(BranchName.MAIN);
  }

  @Test
  default void aDeletedBranchLeavesItsVersions() {
    ModelVersion first = bench().published("1.0.0");
    Change.Publish tried = bench().version("1.1.0-one.1");
    bench().write(Operation.VERSION_PUBLISH, on(tried, "exp/one", Optional.of(first.commit())));
    Revision tip = bench().look().version(tried.version()).commit();
    assertThat(drop(EXPERIMENT).moves())
        .containsExactly(new RefMove("refs/heads/exp/one", tip, Revision.NONE));
    assertThat(bench().look().branches()).containsOnlyKeys(BranchName.MAIN);
    assertThat(bench().look().version(tried.version()).commit()).isEqualTo(tip);
  }

  @Test
  default void deletingABranchThatIsNotThereIsNotFound() {
    refused(Problem.NOT_FOUND, "exp/one", () -> drop(EXPERIMENT));
  }

  @Test
  default void theBaselineCantBeDeleted() {
    bench().published("1.0.0");
    refused(Problem.INVALID, "main", () -> drop(BranchName.MAIN));
    assertThat(bench().look().branches()).containsOnlyKeys(BranchName.MAIN);
  }

  private Receipt retire(BranchName branch, Optional<Version> to) {
    return bench().write(Operation.VERSION_DELETE, new Change.Retire(branch, to, "Retire 1.1.0\n"));
  }

  @Test
  default void aRetiredTipHasTheTreeOfTheVersionBefore() {
    ModelVersion first = bench().published("1.0.0");
    ModelVersion second = bench().published("1.1.0");
    Receipt receipt = retire(BranchName.MAIN, Optional.of(first.version()));
    Snapshot now = bench().look();
    Revision tip = bench().tip(BranchName.MAIN);
    assertThat(receipt.moves())
        .containsExactly(new RefMove("refs/heads/main", second.commit(), tip));
    assertThat(now.filesAt(tip)).containsExactlyInAnyOrderElementsOf(first.files());
    assertThat(now.versionAt(tip)).isEmpty();
    assertThat(now.lastVersionOn(BranchName.MAIN)).contains(second.version());
  }

  @Test
  default void aRetiredTipWithNoVersionBeforeIsEmpty() {
    bench().published("1.1.0");
    retire(BranchName.MAIN, Optional.empty());
    Snapshot now = bench().look();
    assertThat(now.filesAt(bench().tip(BranchName.MAIN))).isEmpty();
  }

  @Test
  default void publishingGoesOnAfterARetiredTip() {
    ModelVersion first = bench().published("1.0.0");
    bench().published("1.1.0");
    retire(BranchName.MAIN, Optional.of(first.version()));
    Revision tip = bench().tip(BranchName.MAIN);
    assertThat(bench().published("1.2.0").parents()).containsExactly(tip);
  }

  @Test
  default void retiringNeedsTheBranchAndTheVersion() {
    ModelVersion first = bench().published("1.0.0");
    refused(Problem.NOT_FOUND, () -> retire(EXPERIMENT, Optional.of(first.version())));
    refused(Problem.NOT_FOUND, () -> retire(BranchName.MAIN, Optional.of(FindContract.NEVER)));
    assertThat(bench().look().branches()).containsEntry(BranchName.MAIN, first.commit());
  }
}
