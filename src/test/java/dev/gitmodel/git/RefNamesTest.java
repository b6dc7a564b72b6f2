package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.RegistryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/heads/../../x",
        "refs/heads/a..b",
        "refs/heads/.hidden",
        "refs/heads/a.lock",
        "refs/heads/a.lock/b",
        "refs/heads//a",
        "refs/heads/",
        "refs/heads/a b",
        "refs/heads/a\u001b[31m",
        "refs/heads/a~1",
        "refs/heads/a^",
        "refs/heads/a:b",
        "refs/heads/a*",
        "refs/heads/a\\b",
        "refs/heads/a@{1}",
        "refs/heads/a."
      })
  void aNameThatGitForbidsIsRefused(String ref) {
    assertThatThrownBy(() -> RefNames.require(ref))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("a ref that Git forbids")
        .hasMessageNotContaining("\u001b");
  }

  @Test
  void aNameWithoutEndIsRefused() {
    assertThatThrownBy(() -> RefNames.require("refs/heads/" + "a".repeat(2000)))
        .isInstanceOf(RegistryException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/heads/main",
        "refs/tags/v1.0.0-rc.1+b",
        "refs/heads/größe/x",
        "refs/pull/1/head"
      })
  void othersAreNot(String ref) {
    assertThatCode(() -> RefNames.require(ref)).doesNotThrowAnyException();
  }

  @Test
  void aMirrorHoldsWhatAModelIsMadeOf() {
    assertThat(RefNames.isKept("refs/aliases/champion")).isTrue();
    assertThat(RefNames.isKept("refs/audit/log")).isTrue();
    assertThat(RefNames.isKept("refs/pull/1/head")).isFalse();
    assertThat(RefNames.isKept("refs/changes/01/1/1")).isFalse();
  }
}
