package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private final Desk desk = new Desk();

  @BeforeEach
  void aVersionIsThere() {
    desk.push(weights("one"), "1.0.0");
  }

  @Test
  void aLostRaceIsDecidedAgainOnTheNewState() {
    desk.store.loseRaces(3);

    Done<MoveAlias.Result> done = desk.alias("champion", "1.0.0");

    assertThat(done.receipt()).isPresent();
    assertThat(desk.pauses).containsExactly(0, 1, 2);
    assertThat(desk.lastEntry().subject()).isEqualTo("alias champion: none -> 1.0.0");
  }

  @Test
  void itGivesUpAfterVeryManyLostRaces() {
    desk.store.loseRaces(100);
    int entries = desk.audit().size();

    RegistryException refusal = refusal(() -> desk.alias("champion", "1.0.0"));

    assertThat(refusal.problem()).isEqualTo(Problem.CONFLICT);
    assertThat(refusal.text())
        .isEqualTo("acme/iris was moved by others 32 times in a row; nothing was written");
    assertThat(refusal.hint()).isEqualTo("repeat the command when they are done");
    assertThat(desk.pauses).hasSize(32);
    assertThat(desk.audit()).hasSize(entries);
  }

  @Test
  void aConflictThatTheDecisionFindsIsNotTriedAgain() {
    AtomicInteger decisions = new AtomicInteger();

    refusal(
        () ->
            desk.ledger.write(
                IRIS,
                ANN,
                now -> {
                  decisions.incrementAndGet();
                  throw new RegistryException(Problem.CONFLICT, "moved", "");
                }));

    assertThat(decisions).hasValue(1);
    assertThat(desk.pauses).isEmpty();
  }

  @Test
  void theTurnIsGivenBackWhenTheDecisionFails() {
    assertThatThrownBy(
            () ->
                desk.ledger.write(
                    IRIS,
                    ANN,
                    now -> {
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(desk.alias("champion", "1.0.0").receipt()).isPresent();
  }

  @Test
  void whatIsRecordedIsDatedInWholeSeconds() {
    assertThat(desk.lastEntry().at()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(desk.lastEntry().by()).isEqualTo(ANN);
  }

  @Test
  void aReceiptNamesTheEntryAndTheRefsThatMoved() {
    var receipt = desk.alias("champion", "1.0.0").receipt().orElseThrow();

    assertThat(receipt.entry()).isEqualTo(desk.lastEntry().id());
    assertThat(receipt.moves())
        .singleElement()
        .satisfies(
            move -> {
              assertThat(move.ref()).isEqualTo("refs/aliases/champion");
              assertThat(move.from()).isEqualTo(Revision.NONE);
              assertThat(move.to()).isEqualTo(desk.version("1.0.0").tag());
            });
  }
}
