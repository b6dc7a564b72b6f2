package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.BOB;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RollbackAliasTest {
  private final Desk desk = new Desk();

  @BeforeEach
  void threeVersionsHeldItInTurn() {
    for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
      desk.push(
          push(weights("weights of " + version))
              .numbered(new Numbering.Exactly(v(version)))
              .alias("champion"));
    }
  }

  private static RollbackAlias.Request request(
      Actor by, Optional<Version> to, Optional<String> reason) {
    return new RollbackAlias.Request(by, IRIS, new AliasName("champion"), to, reason);
  }

  private Done<RollbackAlias.Result> rollback() {
    return new RollbackAlias(desk.ledger).apply(request(ANN, Optional.empty(), Optional.empty()));
  }

  private Done<RollbackAlias.Result> rollbackTo(String version) {
    return new RollbackAlias(desk.ledger)
        .apply(request(ANN, Optional.of(v(version)), Optional.of("complaints")));
  }

  @Test
  void itGoesBackToTheVersionBeforeByANewMove() {
    int entries = desk.audit().size();

    var done = rollback();

    assertThat(done.result().from()).contains(v("1.2.0"));
    assertThat(done.result().to()).isEqualTo(v("1.1.0"));
    assertThat(desk.holder("champion")).contains(v("1.1.0"));
    assertThat(desk.audit()).hasSize(entries + 1);
    assertThat(desk.lastEntry().operation()).isEqualTo("alias.move");
    assertThat(desk.lastEntry().reason()).contains("rollback from 1.2.0");
  }

  @Test
  void aSecondRollbackGoesOneFurtherBack() {
    rollback();

    assertThat(rollback().result().to()).isEqualTo(v("1.0.0"));
  }

  @Test
  void aMoveAfterARollbackIsRolledBackToWhatStoodThen() {
    rollback();
    desk.alias("champion", "1.2.0");

    assertThat(rollback().result().to()).isEqualTo(v("1.1.0"));
    assertThat(rollback().result().to()).isEqualTo(v("1.0.0"));
  }

  @Test
  void retiredVersionsArePassedOver() {
    desk.delete("1.1.0");

    assertThat(rollback().result().to()).isEqualTo(v("1.0.0"));
  }

  @Test
  void aRemovedAliasComesBackToItsLastVersion() {
    new RemoveAlias(desk.ledger)
        .apply(
            new RemoveAlias.Request(
                ANN, IRIS, new AliasName("champion"), new Expected.Anywhere(), Optional.empty()));

    assertThat(rollback().result().to()).isEqualTo(v("1.2.0"));
    assertThat(desk.lastEntry().operation()).isEqualTo("alias.set");
  }

  @Test
  void withoutAnEarlierHolderItIsNotFound() {
    rollback();
    rollback();

    RegistryException refusal = refusal(this::rollback);

    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(refusal.text())
        .isEqualTo(
            "no other version that is still there held the alias champion of acme/iris before");
    assertThat(refusal.hint())
        .isEqualTo("put it on a version with: git model alias acme/iris@VERSION champion");
  }

  @Test
  void anEarlierHolderCanBeNamed() {
    assertThat(rollbackTo("1.0.0").result().to()).isEqualTo(v("1.0.0"));
    assertThat(desk.lastEntry().reason()).contains("complaints");
  }

  @Test
  void aRollbackIsTakenBackByNamingWhatItCameFrom() {
    rollback();

    assertThat(rollbackTo("1.2.0").result().to()).isEqualTo(v("1.2.0"));
    assertThat(rollback().result().to()).isEqualTo(v("1.1.0"));
  }

  @Test
  void aVersionThatNeverHeldItIsRefused() {
    desk.push(weights("never"), "1.3.0");

    RegistryException refusal = refusal(() -> rollbackTo("1.3.0"));

    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(refusal.text()).isEqualTo("1.3.0 never held the alias champion of acme/iris before");
    assertThat(refusal(() -> rollbackTo("9.0.0")).text())
        .isEqualTo("acme/iris has no version 9.0.0");
  }

  @Test
  void rollingBackToWhereItIsWritesNothing() {
    assertThat(rollbackTo("1.2.0").changes()).isEmpty();
  }

  @Test
  void regressionsAreNotAskedBecauseTheHolderIsNoLongerTrusted() {
    desk.metric("1.1.0", "f1", "0.80");
    desk.metric("1.2.0", "f1", "0.99");
    desk.store.enforce(Policies.gates("champion", List.of(new GateRule.Regression("f1", 0.01))));

    assertThat(rollback().result().to()).isEqualTo(v("1.1.0"));
  }

  @Test
  void absoluteGatesAndRolesStillHold() {
    desk.metric("1.1.0", "f1", "0.5");
    desk.store.enforce(
        Policies.gates(
            "champion",
            List.of(new GateRule.Threshold("f1", OptionalDouble.of(0.8), OptionalDouble.empty()))));
    assertThat(refusal(this::rollback).problem()).isEqualTo(Problem.REFUSED);

    desk.store.enforce(Policies.role("champion", "releaser"));
    RollbackAlias bobs = new RollbackAlias(desk.ledger);
    assertThat(
            refusal(() -> bobs.apply(request(BOB, Optional.empty(), Optional.empty()))).problem())
        .isEqualTo(Problem.FORBIDDEN);
  }

  @Test
  void aDryRunMovesNothing() {
    var done =
        new RollbackAlias(desk.ledger).plan(request(ANN, Optional.empty(), Optional.empty()));

    assertThat(done.result().to()).isEqualTo(v("1.1.0"));
    assertThat(desk.holder("champion")).contains(v("1.2.0"));
  }
}
