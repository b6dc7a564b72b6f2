package dev.gitmodel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The audit log: one entry a write, in the same transaction. */
interface AuditContract extends StoreContract {
  private List<AuditEntry> entries() {
    try (Stream<AuditEntry> audit = bench().look().audit()) {
      return audit.toList();
    }
  }

  @Test
  default void everyWriteIsOneEntryNewestFirst() {
    bench().published("1.0.0");
    bench().alias("champion", "1.0.0");
    bench().delete("1.0.0", "champion");
    assertThat(entries())
        .extracting(AuditEntry::operation)
        .containsExactly("version.delete", "alias.set", "version.publish", "model.create");
    assertThat(new HashSet<>(entries().stream().map(AuditEntry::id).toList())).hasSize(4);
  }

  @Test
  default void anEntrySaysAllThatWasRecorded() {
    bench().published("1.0.0");
    Map<String, String> trailers = new LinkedHashMap<>();
    trailers.put("Alias", "champion");
    trailers.put("Version", "1.0.0");
    var event =
        new AuditEvent(
            Operation.ALIAS_SET,
            "alias champion: 1.0.0 größer",
            trailers,
            Optional.of("f1: up 0.03 on acme/tickets@1.0.0"),
            Map.of(),
            Map.of("version", "1.0.0"));
    Receipt receipt = bench().write(event, Bench.setAlias("champion", "1.0.0"));
    AuditEntry entry = entries().get(0);
    assertThat(entry.id()).isEqualTo(receipt.entry());
    assertThat(receipt.before()).contains(entries().get(1).id());
    assertThat(entry.operation()).isEqualTo("alias.set");
    assertThat(entry.by()).isEqualTo(Bench.ANA);
    assertThat(entry.at()).isEqualTo(Bench.START.plusSeconds(120));
    assertThat(entry.subject()).isEqualTo("alias champion: 1.0.0 größer");
    assertThat(entry.trailers()).containsAllEntriesOf(trailers);
    assertThat(entry.version()).contains(Version.parse("1.0.0"));
    assertThat(entry.reason()).contains("f1: up 0.03 on acme/tickets@1.0.0");
    assertThat(entry.moves()).isEqualTo(receipt.moves()).hasSize(1);
  }

  @Test
  default void anEntryWithoutReasonHasNone() {
    bench().published("1.0.0");
    assertThat(entries().get(0).reason()).isEmpty();
    assertThat(entries().get(0).version()).isEmpty();
  }

  @Test
  default void aValueThatLooksLikeATrailerForgesNone() {
    bench().published("1.0.0");
    String forged = "Ref: refs/heads/main " + "1".repeat(40) + " " + "2".repeat(40);
    var event =
        new AuditEvent(
            Operation.ALIAS_SET,
            forged,
            Map.of("Alias", forged),
            Optional.of(forged),
            Map.of(),
            Map.of());
    Receipt receipt = bench().write(event, Bench.setAlias("champion", "1.0.0"));
    AuditEntry entry = entries().get(0);
    assertThat(entry.moves()).isEqualTo(receipt.moves()).hasSize(1);
    assertThat(entry.subject()).isEqualTo(forged);
    assertThat(entry.reason()).contains(forged);
  }

  @Test
  default void theLogsTimesNeverGoBack() {
    bench().published("1.0.0");
    for (Instant at : List.of(Bench.START.plusSeconds(9000), Bench.START.minusSeconds(9000))) {
      var changes =
          new ChangeSet(
              List.of(Bench.setAlias("champion", "1.0.0")), Bench.event(Operation.ALIAS_SET));
      try (ModelStore.Turn turn = bench().store().begin(Bench.IRIS)) {
        turn.commit(new ModelStore.Authored(changes, Bench.BEN, at));
      }
    }
    List<Instant> times = entries().stream().map(AuditEntry::at).toList();
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i - 1)).isAfterOrEqualTo(times.get(i));
    }
    assertThat(times.get(0)).isEqualTo(Bench.START.plusSeconds(9000));
    assertThat(entries().get(0).by()).isEqualTo(Bench.BEN);
  }

  @Test
  default void replayingTheMovesGivesTheRefs() {
    bench().published("1.0.0");
    bench().published("1.1.0");
    bench().alias("champion", "1.0.0");
    bench().alias("champion", "1.1.0");
    bench().delete("1.1.0", "champion");
    SortedMap<String, Revision> refs = new TreeMap<>();
    List<AuditEntry> entries = entries();
    for (int i = entries.size() - 1; i >= 0; i--) {
      for (RefMove move : entries.get(i).moves()) {
        assertThat(refs.getOrDefault(move.ref(), Revision.NONE)).isEqualTo(move.from());
        if (move.to().isNone()) {
          refs.remove(move.ref());
        } else {
          refs.put(move.ref(), move.to());
        }
      }
    }
    assertThat(refs).isEqualTo(bench().look().refs());
  }

  @Test
  default void anUnsignedEntryHasNoSignature() {
    Snapshot now = bench().look();
    assertThat(now.signature(entries().get(0))).isEqualTo(new Signature.Absent());
  }

  @Test
  default void theLogIsNoneOfTheRefs() {
    bench().published("1.0.0");
    assertThat(bench().look().refs()).containsOnlyKeys("refs/heads/main", "refs/tags/v1.0.0");
  }
}
