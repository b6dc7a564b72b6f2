package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding versions by what is known of them. */
interface FindContract extends StoreContract {
  Version NEVER = Version.parse("9.9.9");

  @Test
  default void versionsAreInTheOrderOfPrecedence() {
    for (String version : List.of("1.10.0", "1.2.0", "1.2.0-rc.1", "0.9.0", "1.2.0-rc.10")) {
      bench().published(version);
    }
    assertThat(bench().look().versions().stream().map(Version::toString))
        .containsExactly("0.9.0", "1.2.0-rc.1", "1.2.0-rc.10", "1.2.0", "1.10.0");
  }

  @Test
  default void aCommitLeadsToItsVersion() {
    ModelVersion first = bench().published("1.0.0");
    ModelVersion second = bench().published("1.1.0");
    Snapshot now = bench().look();
    assertThat(now.versionAt(first.commit())).contains(first.version());
    assertThat(now.versionAt(second.commit())).contains(second.version());
    assertThat(now.versionAt(PublishContract.NOWHERE)).isEmpty();
  }

  @Test
  default void thePrefixOfACommitLeadsToItsVersions() {
    ModelVersion first = bench().published("1.0.0");
    bench().published("1.1.0");
    Snapshot now = bench().look();
    assertThat(now.versionsByCommit(first.commit().hex())).containsExactly(first.version());
    assertThat(now.versionsByCommit(first.commit().hex().substring(0, 12)))
        .containsExactly(first.version());
    assertThat(now.versionsByCommit("")).hasSize(2);
    assertThat(now.versionsByCommit(PublishContract.NOWHERE.hex())).isEmpty();
  }

  @Test
  default void aDigestLeadsToItsVersion() {
    ModelVersion first = bench().published("1.0.0");
    bench().published("1.1.0");
    assertThat(bench().look().versionsByDigest(first.digest().hex()))
        .containsExactly(first.version());
    assertThat(bench().look().versionsByDigest(Digest.of(new byte[0]).hex())).isEmpty();
  }

  @Test
  default void aCommitKeepsItsParentsAndItsMessageWhetherItIsAVersionOrNot() {
    ModelVersion first = bench().published("1.0.0");
    ModelVersion second = bench().published("1.1.0");
    bench().delete("1.0.0");
    Commit commit = bench().look().commit(second.commit());
    assertThat(commit.parents()).containsExactly(first.commit());
    assertThat(commit.message()).contains("1.1.0");
    assertThat(bench().look().commit(first.commit()).message()).contains("1.0.0");
    refused(Problem.CORRUPT, () -> bench().look().commit(PublishContract.NOWHERE));
  }

  @Test
  default void questionsAboutAVersionThatIsNotThereAreNotFound() {
    bench().published("1.0.0");
    Snapshot now = bench().look();
    refused(Problem.NOT_FOUND, "9.9.9", () -> now.version(NEVER));
    refused(Problem.NOT_FOUND, () -> now.manifestText(NEVER));
    refused(Problem.NOT_FOUND, () -> now.metrics(NEVER));
    refused(Problem.NOT_FOUND, () -> now.description(NEVER));
    refused(Problem.NOT_FOUND, () -> now.evaluations(NEVER));
    refused(Problem.NOT_FOUND, () -> now.signature(NEVER));
  }

  @Test
  default void aBranchThatIsNotThereHasNoLastVersion() {
    assertThat(bench().look().lastVersionOn(BranchName.MAIN)).isEmpty();
  }

  @Test
  default void aSnapshotDoesNotSeeWhatComesAfterIt() {
    bench().published("1.0.0");
    Snapshot before = bench().look();
    bench().published("1.1.0");
    bench().alias("champion", "1.1.0");
    assertThat(before.versions()).containsExactly(Version.parse("1.0.0"));
    assertThat(before.aliases()).isEmpty();
    assertThat(before.lastVersionOn(BranchName.MAIN)).contains(Version.parse("1.0.0"));
    assertThat(before.audit()).hasSize(2);
    refused(Problem.NOT_FOUND, () -> before.version(Version.parse("1.1.0")));
  }
}
