package dev.gitmodel.store;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A turn that holds the model's lock; writes once. */
final class InMemoryTurn implements ModelStore.Turn {
  private final InMemoryModel model;
  private final InMemorySnapshot now;
  private final BooleanSupplier losesRace;
  private boolean spent;
  private boolean open = true;

  /** Takes over the lock, which the caller has acquired. */
  InMemoryTurn(InMemoryModel model, InMemorySnapshot now, BooleanSupplier losesRace) {
    this.model = model;
    this.now = now;
    this.losesRace = losesRace;
  }

  @Override
  public Snapshot now() {
    return now;
  }

  @Override
  public Receipt commit(ModelStore.Authored authored) {
    if (spent || !open) {
      throw new IllegalStateException("a turn writes once, while it is open");
    }
    Instant asked = authored.at().truncatedTo(ChronoUnit.SECONDS);
    Instant at = notBeforeTheLast(asked);
    var staging = new InMemoryStaging(now, authored, asked);
    List<RefMove> moves = staging.moves();
    SortedMap<String, Revision> refs = new TreeMap<>(model.state().refs());
    moves.forEach(move -> expect(move, refs));
    if (losesRace.getAsBoolean()) {
      throw conflict("refs/audit/log");
    }
    InMemoryModel.move(refs, moves);
    List<RefMove> said = new ArrayList<>(staging.observed());
    said.addAll(moves);
    AuditEntry entry = entry(authored, at, said);
    var logged = new InMemoryModel.Logged(entry, now.policy().signAudit(), now.state().log());
    model.replace(new InMemoryModel.State(refs, Optional.of(logged)));
    spent = true;
    Optional<Revision> before = now.state().log().map(last -> last.entry().id());
    return new Receipt(entry.id(), before, moves, staging.versionCommit());
  }

  /** The log's times never go back. */
  private Instant notBeforeTheLast(Instant at) {
    return now.state().log().map(l -> l.entry().at()).filter(at::isBefore).orElse(at);
  }

  private static void expect(RefMove move, SortedMap<String, Revision> refs) {
    if (!refs.getOrDefault(move.ref(), Revision.NONE).equals(move.from())) {
      throw conflict(move.ref());
    }
  }

  private static RegistryException conflict(String ref) {
    return new RegistryException(Problem.CONFLICT, ref + " was moved meanwhile", "try again");
  }

  private AuditEntry entry(ModelStore.Authored authored, Instant at, List<RefMove> moves) {
    AuditEvent event = authored.changes().event();
    Map<String, String> trailers = new LinkedHashMap<>();
    trailers.put("Operation", event.operation().text());
    trailers.putAll(event.trailers());
    event.reason().ifPresent(reason -> trailers.put("Reason", reason));
    String before = now.state().log().map(l -> l.entry().id().hex()).orElse("");
    Revision id =
        InMemoryObject.sha1(
            (before + event + authored.by() + at + moves).getBytes(StandardCharsets.UTF_8));
    return new AuditEntry(
        id, event.operation().text(), authored.by(), at, event.subject(), trailers, moves);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      model.turn.unlock();
    }
  }
}
