package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommitTest {
  private static Commit commit(String message) {
    return new Commit(Revision.NONE, List.of(), message);
  }

  @Test
  void aMessageIsASubjectABodyAndTrailers() {
    Commit commit = commit("Release iris 1.0.0\n\nfirst\nwords\n\nmore\n\nRun-Id: r7\nA: b: c\n");
    assertThat(commit.subject()).isEqualTo("Release iris 1.0.0");
    assertThat(commit.body()).contains("first\nwords\n\nmore");
    assertThat(commit.trailer("Run-Id")).contains("r7");
    assertThat(commit.trailer("A")).contains("b: c");
  }

  @Test
  void nothingInTheBodyPassesForATrailer() {
    Commit commit = commit("s\n\nRun-Id: forged\n\nRun-Id: true\nRun-Id: later\n");
    assertThat(commit.trailer("Run-Id")).contains("true");
    assertThat(commit("s\n\nRun-Id: x\nand words\n").trailer("Run-Id")).isEmpty();
    assertThat(commit("Run-Id: x").trailer("Run-Id")).isEmpty();
  }

  @Test
  void aMessageOfOneLineHasNoBody() {
    assertThat(commit("only this\n").body()).isEmpty();
    assertThat(commit("").subject()).isEmpty();
    assertThat(commit("s\n\nA: b\n").body()).isEmpty();
    assertThat(commit("s\n\nwords only\n").body()).contains("words only");
  }
}
