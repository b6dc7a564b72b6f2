package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.registry.PushVersion.Outcome;
import dev.gitmodel.store.Progress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class PushRaceTest {
  private final Desk desk = new Desk();

  /** Does something once, while the bytes of a push are on their way. */
  private static Progress meanwhile(Runnable other) {
    AtomicBoolean done = new AtomicBoolean();
    return bytes -> {
      if (!done.getAndSet(true)) {
        other.run();
      }
    };
  }

  private Done<PushVersion.Result> pushWhile(String content, Runnable other) {
    return new PushVersion(desk.ledger).apply(push(weights(content)).request(), meanwhile(other));
  }

  @Test
  void theNumberMovesOnWhenSomebodyTakesItWhileBytesMove() {
    desk.push(weights("one"), "1.0.0");

    var done = pushWhile("mine", () -> desk.push(push(weights("theirs"))));

    assertThat(done.result().version()).isEqualTo(v("1.0.2"));
    assertThat(desk.now().manifestText(v("1.0.2")).manifest().version()).contains(v("1.0.2"));
    assertThat(desk.version("1.0.2").digest()).isEqualTo(done.result().digest());
    assertThat(desk.version("1.0.2").parents()).containsExactly(desk.version("1.0.1").commit());
  }

  @Test
  void theSameContentPushedByTwoIsOneVersion() {
    desk.push(weights("one"), "1.0.0");

    var done = pushWhile("same", () -> desk.push(push(weights("same"))));

    assertThat(done.result().version()).isEqualTo(v("1.0.1"));
    assertThat(done.result().outcome()).isEqualTo(Outcome.ALREADY_PUBLISHED);
    assertThat(desk.now().versions()).hasSize(2);
  }

  @Test
  void whoeverMakesTheModelFirstBothPublish() {
    var done =
        pushWhile(
            "mine", () -> assertThat(desk.push(push(weights("theirs")))).isEqualTo(v("0.1.0")));

    assertThat(done.result().version()).isEqualTo(v("0.1.1"));
    assertThat(done.result().outcome()).isEqualTo(Outcome.PUBLISHED_FIRST);
  }

  @Test
  void aRefMovedByStockGitIsLookedAtAgain() {
    desk.push(weights("one"), "1.0.0");
    desk.store.loseNextRace();

    assertThat(desk.push(push(weights("two")))).isEqualTo(v("1.0.1"));
    assertThat(desk.pauses).containsExactly(0);
  }

  @Test
  void bytesThatVanishBeforeTheyAreReferredToAreStoredAgain() {
    desk.push(weights("one"), "1.0.0");
    Artifact weights = desk.store.files(IRIS).inspect(weights("two").files(), Progress.NONE).get(0);
    Ledger collecting =
        new Ledger(desk.store, Clock.systemUTC(), lost -> desk.store.files(IRIS).lose(weights));
    desk.store.loseNextRace();

    var done = new PushVersion(collecting).apply(push(weights("two")).request(), Progress.NONE);

    assertThat(done.result().files()).contains(weights);
    assertThat(desk.store.files(IRIS).has(weights)).isTrue();
  }

  @Test
  void sixteenWritersPublishSixteenVersionsInOneLine() throws Exception {
    List<Callable<PushVersion.Result>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String content = "content of writer " + i;
      writers.add(() -> desk.done(push(weights(content))).result());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<PushVersion.Result> writer : threads.invokeAll(writers)) {
        assertThat(desk.now().versions()).contains(writer.get().version());
      }
    } finally {
      threads.shutdown();
    }

    assertThat(desk.now().versions()).hasSize(16).contains(v("0.1.0"), v("0.1.15"));
    assertThat(desk.audit())
        .filteredOn(entry -> entry.operation().equals("version.publish"))
        .hasSize(16)
        .extracting(AuditEntry::by)
        .containsOnly(ANN);
  }
}
