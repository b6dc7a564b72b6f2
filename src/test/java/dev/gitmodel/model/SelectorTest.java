package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Selectors: one text, one reading. */
class SelectorTest {
  @Test
  void eachFormIsReadAsItself() {
    assertThat(Selector.parse("latest")).isInstanceOf(Selector.Latest.class);
    assertThat(Selector.parse("1.2.0")).isInstanceOf(Selector.ByVersion.class);
    assertThat(Selector.parse("v1.2.0")).isInstanceOf(Selector.ByVersion.class);
    assertThat(Selector.parse("champion")).isInstanceOf(Selector.ByAlias.class);
    assertThat(Selector.parse("branch:exp/x")).isInstanceOf(Selector.ByBranch.class);
    assertThat(Selector.parse("0000000")).isInstanceOf(Selector.ByCommit.class);
    assertThat(Selector.parse("0".repeat(40))).isInstanceOf(Selector.ByCommit.class);
    assertThat(Selector.parse("sha256:" + "0".repeat(64))).isInstanceOf(Selector.ByDigest.class);
  }

  @Test
  void whatIsPrintedReadsBackAsTheSame() {
    List<Selector> all =
        List.of(
            new Selector.Latest(),
            new Selector.ByVersion(Version.parse("1.2.0-rc.1+b")),
            new Selector.ByAlias(new AliasName("cafebabe")),
            new Selector.ByBranch(BranchName.MAIN),
            new Selector.ByCommit("cafebabe0"),
            new Selector.ByDigest(Digest.of(new byte[0]).hex()),
            new Selector.ByDigest("01234567"));
    for (Selector selector : all) {
      assertThat(Selector.parse(selector.toString())).isEqualTo(selector);
    }
  }

  @Test
  void anAliasIsNeverACommitIdAndACommitIdNeverAnAlias() {
    for (String text : List.of("abcdefa", "abcdef0", "fade", "0fade00", "a1b2c3d")) {
      boolean commit = Selector.parse(text) instanceof Selector.ByCommit;
      assertThat(AliasName.isAlias(text)).as(text).isEqualTo(!commit);
    }
  }

  @Test
  void aReferenceToAVersionNamesIt() {
    Reference reference = Reference.to(ModelName.parse("acme/iris"), Version.parse("v1.0.0"));
    assertThat(reference).hasToString("acme/iris@1.0.0");
    assertThat(Reference.parse("acme/iris").selector()).isEqualTo(new Selector.Latest());
  }
}
