package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import org.junit.jupiter.api.Test;

final class ResolverTest {
  private final Desk desk = new Desk();

  private Version resolve(String selector) {
    return Resolver.resolve(desk.now(), Selector.parse(selector));
  }

  private void refused(String selector, String message, String hint) {
    RegistryException refusal = refusal(() -> resolve(selector));
    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(refusal.text()).isEqualTo(message);
    assertThat(refusal.hint()).isEqualTo(hint);
  }

  @Test
  void latestIsTheHighestReleaseThoughAPreReleaseIsHigher() {
    desk.push(weights("one"), "1.10.0");
    desk.push(weights("two"), "1.9.0");
    desk.push(weights("three"), "2.0.0-rc.1");

    assertThat(resolve("latest")).isEqualTo(v("1.10.0"));
  }

  @Test
  void latestIsAPreReleaseWhereThereIsNoRelease() {
    desk.push(weights("one"), "1.0.0-rc.2");
    desk.push(weights("two"), "1.0.0-rc.10");

    assertThat(resolve("latest")).isEqualTo(v("1.0.0-rc.10"));
  }

  @Test
  void anEmptyModelHasNoLatest() {
    new CreateModel(desk.ledger).apply(new CreateModel.Request(ANN, IRIS, "model"));

    refused(
        "latest",
        "acme/iris has no version yet",
        "publish one with: git model push DIR --name acme/iris");
  }

  @Test
  void everySelectorFindsItsVersion() {
    desk.push(push(weights("one")).numbered(new Numbering.Exactly(v("1.0.0"))).alias("champion"));
    desk.push(push(weights("two")).on("exp/rate"));
    var first = desk.version("1.0.0");

    assertThat(resolve("1.0.0")).isEqualTo(v("1.0.0"));
    assertThat(resolve("v1.0.0")).isEqualTo(v("1.0.0"));
    assertThat(resolve("champion")).isEqualTo(v("1.0.0"));
    assertThat(resolve("branch:main")).isEqualTo(v("1.0.0"));
    assertThat(resolve("branch:exp/rate")).isEqualTo(v("1.0.1-rate.1"));
    assertThat(resolve(first.digest().toString())).isEqualTo(v("1.0.0"));
    assertThat(resolve(first.digest().toString().substring(0, "sha256:".length() + 8)))
        .isEqualTo(v("1.0.0"));
    assertThat(
            Resolver.resolve(
                desk.now(), new Selector.ByCommit(first.commit().hex().substring(0, 12))))
        .isEqualTo(v("1.0.0"));
  }

  @Test
  void whatIsNotThereIsSaidWithTheCommandThatListsWhatIs() {
    desk.push(weights("one"), "1.0.0");
    String versions = "see its versions with: git model versions acme/iris";

    refused("2.0.0", "acme/iris has no version 2.0.0", versions);
    refused(
        "champion",
        "acme/iris has no alias champion",
        "see its aliases with: git model alias acme/iris");
    desk.alias("champion", "1.0.0");
    refused(
        "chmpion",
        "acme/iris has no alias chmpion",
        "did you mean champion? see its aliases with: git model alias acme/iris");
    refused("branch:exp/rate", "acme/iris has no branch exp/rate", versions);
    refused("0000000", "acme/iris has no version whose commit begins 0000000", versions);
    String digest = "sha256:" + "0".repeat(64);
    refused(digest, "acme/iris has no version whose digest begins " + digest, versions);
  }

  @Test
  void aDeletedVersionIsNamedWithItsTombstone() {
    desk.push(weights("one"), "1.0.0");
    desk.delete("1.0.0");

    refused(
        "1.0.0",
        "acme/iris 1.0.0 was deleted on 2026-01-02T03:04:05Z by Ann <ann@example.org>: trained on"
            + " leaked data",
        "see its versions with: git model versions acme/iris");
  }

  @Test
  void aBranchMayHaveNoVersion() {
    desk.push(weights("one"), "1.0.0");
    desk.delete("1.0.0");

    refused(
        "branch:main",
        "acme/iris has no version on the branch main yet",
        "publish one with: git model push DIR --name acme/iris --branch main");
  }

  @Test
  void aDigestPrefixOfSeveralVersionsListsThem() {
    desk.push(weights("one"), "1.0.0");
    desk.push(weights("two"), "1.1.0");

    RegistryException refusal =
        refusal(() -> Resolver.resolve(desk.now(), new Selector.ByDigest("")));

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
    assertThat(refusal.text())
        .isEqualTo("'sha256:' begins the digests of 2 versions of acme/iris: 1.0.0, 1.1.0");
    assertThat(refusal.hint()).isEqualTo("write more digits, or the version itself");
  }

  @Test
  void aCommitPrefixOfSeveralVersionsListsThem() {
    for (int i = 0; i < 7; i++) {
      desk.push(weights("content " + i), "1." + i + ".0");
    }

    RegistryException refusal =
        refusal(() -> Resolver.resolve(desk.now(), new Selector.ByCommit("")));

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
    assertThat(refusal.text())
        .isEqualTo(
            "'' begins the commits of 7 versions of acme/iris: 1.0.0, 1.1.0, 1.2.0, 1.3.0, 1.4.0,"
                + " ...");
    assertThat(refusal.hint()).isEqualTo("write more digits, or the version itself");
  }
}
