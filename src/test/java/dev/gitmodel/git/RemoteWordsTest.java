package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of all that git passes on, what the host itself said. */
final class RemoteWordsTest {
  private static final HostAddress AT = new HostAddress("http://host/git/acme/iris.git");

  @Test
  void theErrorsAreWhyAndTheHintCanBeTyped() {
    RemoteWords words =
        new RemoteWords(
            AT,
            "remote: checking\nremote: error: v1.0.0 is there    \nTo http://host\n"
                + "remote: hint: git model push --bump patch\n! [remote rejected] main\n");

    assertThat(words.why()).isEqualTo("v1.0.0 is there");
    assertThat(words.hint()).contains("git model push --bump patch");
  }

  @Test
  void withoutAnErrorTheLastLinesAreWhy() {
    RemoteWords words =
        new RemoteWords(
            AT,
            "remote: a\nremote: b\nremote: c\nremote: \nremote: d\nremote: DENIED \u001b[31m\n");

    assertThat(words.why()).isEqualTo("b; c; d; DENIED <U+001B>[31m");
    assertThat(words.hint()).isEmpty();
  }

  @Test
  void thatAHookDeclinedIsNotWhy() {
    RemoteWords words =
        new RemoteWords(
            AT, "remote: no such right\nremote: error: hook declined to update refs/heads/main\n");

    assertThat(words.why()).isEqualTo("no such right");
  }

  @Test
  void whatGitItselfSaysIsNotTheHosts() {
    assertThat(new RemoteWords(AT, "error: failed to push some refs").why()).isEmpty();
  }
}
