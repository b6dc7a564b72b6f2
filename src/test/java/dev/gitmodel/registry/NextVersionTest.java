package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.draft;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Bump;
import dev.gitmodel.model.Version;
import org.junit.jupiter.api.Test;

final class NextVersionTest {
  private final Desk desk = new Desk();
  private int content;

  private Version usual(String branch) {
    return desk.push(push(weights("content " + content++)).on(branch));
  }

  private Version bumped(Bump bump, String branch) {
    return desk.push(
        push(weights("content " + content++)).on(branch).numbered(new Numbering.Next(bump)));
  }

  @Test
  void theFirstVersionIs010WhateverTheBump() {
    assertThat(bumped(Bump.MAJOR, "main")).isEqualTo(v("0.1.0"));
  }

  @Test
  void theFirstPreReleaseLeadsToIt() {
    assertThat(bumped(Bump.PRE, "main")).isEqualTo(v("0.1.0-rc.1"));
    assertThat(bumped(Bump.PRE, "main")).isEqualTo(v("0.1.0-rc.2"));
    assertThat(usual("main")).isEqualTo(v("0.1.0"));
  }

  @Test
  void bumpsCountAfterTheLastVersionOfTheBranch() {
    desk.push(weights("first"), "1.2.3");

    assertThat(bumped(Bump.PATCH, "main")).isEqualTo(v("1.2.4"));
    assertThat(bumped(Bump.MINOR, "main")).isEqualTo(v("1.3.0"));
    assertThat(bumped(Bump.MAJOR, "main")).isEqualTo(v("2.0.0"));
  }

  @Test
  void theNumberInModelYamlIsTakenBeforeTheUsualOne() {
    desk.push(weights("first"), "1.0.0");

    assertThat(desk.push(push(draft("version: 3.0.0\n", "model.bin", "two"))))
        .isEqualTo(v("3.0.0"));
  }

  @Test
  void aBumpIsTakenBeforeTheNumberInModelYaml() {
    desk.push(weights("first"), "1.0.0");

    var push = push(draft("version: 3.0.0 # ours\n", "model.bin", "two"));

    assertThat(desk.push(push.numbered(new Numbering.Next(Bump.MINOR)))).isEqualTo(v("1.1.0"));
    assertThat(desk.now().manifestText(v("1.1.0")).text()).startsWith("version: 1.1.0 # ours\n");
  }

  @Test
  void aNumberTakenOnAnotherBranchIsPassedOver() {
    desk.push(weights("first"), "1.0.0");
    assertThat(usual("review/a")).isEqualTo(v("1.0.1"));

    assertThat(usual("main")).isEqualTo(v("1.0.2"));
  }

  @Test
  void anExperimentCountsItsOwnPreReleases() {
    desk.push(weights("first"), "1.2.0");

    assertThat(usual("exp/exp-42")).isEqualTo(v("1.2.1-exp-42.1"));
    assertThat(usual("exp/exp-42")).isEqualTo(v("1.2.1-exp-42.2"));
    assertThat(bumped(Bump.PRE, "exp/exp-42")).isEqualTo(v("1.2.1-exp-42.3"));
    assertThat(usual("exp/other")).isEqualTo(v("1.2.1-other.1"));
  }

  @Test
  void anExperimentOnAPreReleaseIsNamedAfterItselfAndHigher() {
    desk.push(weights("first"), "1.3.0-rc.2");

    assertThat(usual("exp/rate")).isEqualTo(v("1.3.1-rate.1"));
    assertThat(usual("exp/trial")).isEqualTo(v("1.3.0-trial.1"));
  }
}
