package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.ReconcileAudit.Attribution;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReconcileAuditTest {
  private static final Actor EVE = new Actor("Eve", "eve@example.org");
  private static final Revision ELSEWHERE = new Revision("e".repeat(40));
  private final Shelf shelf = new Shelf();
  private final ReconcileAudit reconcile =
      new ReconcileAudit(
          new Ledger(
              shelf.store,
              Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC),
              tries -> {}));

  @BeforeEach
  void aModel() {
    shelf.publish("1.0.0", Map.of());
    shelf.alias("champion", "1.0.0");
  }

  private ReconcileAudit.Request request(Attribution attribution) {
    return new ReconcileAudit.Request(EVE, shelf.model, attribution);
  }

  private boolean sound() {
    return new VerifyAudit(shelf.store).apply(new VerifyAudit.Request(shelf.model)).sound();
  }

  private AuditEntry newest() {
    try (Stream<AuditEntry> log = shelf.now().audit()) {
      return log.findFirst().orElseThrow();
    }
  }

  @Test
  void whereTheLogExplainsEverythingNothingIsWritten() {
    AuditEntry before = newest();

    assertThat(reconcile.apply(request(Attribution.CALLER)).observed()).isEmpty();
    assertThat(newest()).isEqualTo(before);
  }

  @Test
  void whatWasPushedIsRecordedWithBothValuesAndTheLogIsSoundAgain() {
    Revision main = shelf.now().refs().get("refs/heads/main");
    shelf.store.tamper(shelf.model, "refs/heads/main", ELSEWHERE);
    shelf.store.tamper(shelf.model, "refs/heads/topic", ELSEWHERE);
    shelf.store.tamper(shelf.model, "refs/aliases/champion", Revision.NONE);
    Revision champion = shelf.now().refs().get("refs/tags/v1.0.0");
    assertThat(sound()).isFalse();

    reconcile.apply(request(Attribution.CALLER));

    assertThat(newest().operation()).isEqualTo("push.observed");
    assertThat(newest().by()).isEqualTo(EVE);
    assertThat(newest().subject()).isEqualTo("observed refs/aliases/champion and 2 more");
    assertThat(newest().moves())
        .containsExactly(
            new RefMove("refs/aliases/champion", champion, Revision.NONE),
            new RefMove("refs/heads/main", main, ELSEWHERE),
            new RefMove("refs/heads/topic", Revision.NONE, ELSEWHERE));
    assertThat(sound()).isTrue();
    assertThat(reconcile.apply(request(Attribution.CALLER)).observed()).isEmpty();
  }

  @Test
  void aPlanWritesNothing() {
    shelf.store.tamper(shelf.model, "refs/heads/topic", ELSEWHERE);

    assertThat(reconcile.plan(request(Attribution.MAKER)).observed())
        .containsExactly(
            new ReconcileAudit.Observed(
                EVE, List.of(new RefMove("refs/heads/topic", Revision.NONE, ELSEWHERE))));
    assertThat(sound()).isFalse();
  }
}
