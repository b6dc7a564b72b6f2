package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static dev.gitmodel.store.Bench.merging;
import static dev.gitmodel.store.Bench.on;
import static dev.gitmodel.store.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Publishing versions. */
interface PublishContract extends StoreContract {
  Revision NOWHERE = new Revision("1234567890".repeat(4));

  private Receipt publish(Change... changes) {
    return bench().write(Operation.VERSION_PUBLISH, changes);
  }

  @Test
  default void aPublishedVersionIsWhatWasPublished() {
    Change.Publish change =
        bench().version("1.0.0", bench().large("w.bin", "weights"), text("a/b.json", "{}"));
    publish(change);
    ModelVersion version = bench().look().version(change.version());
    assertThat(version.model()).isEqualTo(Bench.IRIS);
    assertThat(version.version()).isEqualTo(change.version());
    assertThat(version.files()).containsExactlyInAnyOrderElementsOf(change.files());
    assertThat(version.digest()).isEqualTo(Digest.ofListing(change.files()));
    assertThat(version.by()).isEqualTo(Bench.ANA);
    assertThat(version.at()).isEqualTo(Bench.START.plusSeconds(60));
    assertThat(version.parents()).isEmpty();
    assertThat(version.signed()).isFalse();
    assertThat(version.manifest().version()).contains(change.version());
    assertThat(bench().look().signature(change.version())).isEqualTo(new Signature.Absent());
  }

  @Test
  default void theManifestIsKeptByteForByte() {
    String yaml = "# mine\nversion:   1.0.0   # äöü\n\n\nname: iris";
    Change.Publish change =
        Bench.publish("1.0.0", bench().put(text("model.yaml", yaml), text("x", "")).files());
    publish(change);
    assertThat(bench().look().manifestText(change.version()).text()).isEqualTo(yaml);
  }

  @Test
  default void theReceiptNamesTheMovesAndTheCommit() {
    Receipt receipt = publish(bench().version("1.0.0"));
    ModelVersion version = bench().look().version(Version.parse("1.0.0"));
    assertThat(receipt.commit()).contains(version.commit());
    assertThat(receipt.moves())
        .containsExactlyInAnyOrder(
            new RefMove("refs/heads/main", Revision.NONE, version.commit()),
            new RefMove("refs/tags/v1.0.0", Revision.NONE, version.tag()));
    assertThat(bench().look().refs())
        .containsEntry("refs/heads/main", version.commit())
        .containsEntry("refs/tags/v1.0.0", version.tag())
        .hasSize(2);
  }

  @Test
  default void theNextVersionIsAChildOfTheBranchsTip() {
    ModelVersion first = bench().published("1.0.0");
    assertThat(bench().published("1.1.0").parents()).containsExactly(first.commit());
    assertThat(bench().look().lastVersionOn(BranchName.MAIN)).contains(Version.parse("1.1.0"));
  }

  @Test
  default void aBranchMayBeginWithAVersion() {
    ModelVersion first = bench().published("1.0.0");
    Change.Publish next = bench().version("1.1.0-exp.1");
    publish(on(next, "exp/one", Optional.of(first.commit())));
    assertThat(bench().look().version(next.version()).parents()).containsExactly(first.commit());
    assertThat(bench().look().branches().get(BranchName.MAIN)).isEqualTo(first.commit());
  }

  @Test
  default void aMergedVersionHasBothParentsInOrder() {
    ModelVersion first = bench().published("1.0.0");
    publish(on(bench().version("1.1.0-exp.1"), "exp/one", Optional.of(first.commit())));
    Revision tip = bench().look().version(Version.parse("1.1.0-exp.1")).commit();
    publish(merging(bench().version("1.1.0"), tip));
    assertThat(bench().look().version(Version.parse("1.1.0")).parents())
        .containsExactly(first.commit(), tip);
  }

  @Test
  default void aCommitThatIsThereBecomesAVersionByItsTagAlone() {
    ModelVersion first = releasable();
    moveRef(Bench.IRIS, "refs/tags/v1.0.0", Revision.NONE);

    Receipt receipt = publish(release(first, first.version(), first.commit()));

    ModelVersion again = bench().look().version(first.version());
    assertThat(again.commit()).isEqualTo(first.commit());
    assertThat(again.files()).isEqualTo(first.files());
    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(receipt.commit()).contains(first.commit());
    assertThat(receipt.moves())
        .containsExactly(new RefMove("refs/tags/v1.0.0", Revision.NONE, again.tag()));
  }

  @Test
  default void aTagOnAnotherVersionsCommitOrOnNoneIsRefused() {
    ModelVersion first = releasable();
    Version next = Version.parse("1.1.0");
    refused(Problem.EXISTS, () -> publish(release(first, first.version(), first.commit())));
    refused(Problem.INVALID, () -> publish(release(first, next, first.commit())));
    moveRef(Bench.IRIS, "refs/tags/v1.0.0", Revision.NONE);
    refused(Problem.NOT_FOUND, () -> publish(release(first, first.version(), NOWHERE)));
    assertThat(bench().look().versions()).isEmpty();
  }

  private ModelVersion releasable() {
    publish(bench().version("1.0.0", text("a.json", "{}")));
    return bench().look().version(Version.parse("1.0.0"));
  }

  private static Change.Release release(ModelVersion from, Version version, Revision commit) {
    String message = "iris\n\nModel-Digest: " + from.digest() + "\n";
    return new Change.Release(version, commit, from.files(), message, false);
  }

  @Test
  default void aVersionIsPublishedOnce() {
    ModelVersion first = bench().published("1.0.0");
    Change.Publish again = bench().version("1.0.0", text("other", "content"));
    refused(Problem.EXISTS, "1.0.0", () -> publish(again));
    assertThat(bench().look().version(Version.parse("1.0.0"))).isEqualTo(first);
  }

  @Test
  default void aVersionTwiceInOneSetIsRefused() {
    Change.Publish version = bench().version("1.0.0");
    refused(Problem.EXISTS, () -> publish(version, version));
    assertThat(bench().look().versions()).isEmpty();
  }

  @Test
  default void twoVersionsInOneSetFollowEachOther() {
    Receipt receipt = publish(bench().version("1.0.0"), bench().version("1.1.0"));
    ModelVersion first = bench().look().version(Version.parse("1.0.0"));
    ModelVersion second = bench().look().version(Version.parse("1.1.0"));
    assertThat(second.parents()).containsExactly(first.commit());
    assertThat(receipt.moves())
        .contains(new RefMove("refs/heads/main", Revision.NONE, second.commit()))
        .hasSize(3);
  }

  @Test
  default void parentsThatAreNotThereAreNotFound() {
    Change.Publish version = bench().version("1.0.0");
    refused(Problem.NOT_FOUND, () -> publish(on(version, "exp/x", Optional.of(NOWHERE))));
    refused(Problem.NOT_FOUND, () -> publish(merging(version, NOWHERE)));
    assertThat(bench().look().refs()).isEmpty();
  }

  @Test
  default void aBranchCantBeInsideAnother() {
    ModelVersion first = bench().published("1.0.0");
    publish(on(bench().version("1.1.0-a.1"), "exp/one", Optional.of(first.commit())));
    Change.Publish inside = bench().version("1.1.0-a.2");
    refused(Problem.EXISTS, () -> publish(on(inside, "exp/one/two", Optional.of(first.commit()))));
    refused(Problem.EXISTS, () -> publish(on(inside, "exp", Optional.of(first.commit()))));
    assertThat(bench().look().versions()).hasSize(2);
  }
}
