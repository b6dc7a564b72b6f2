package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The log played against the refs, backwards: from the refs as they are, each entry's moves are
 * undone, and the beginning must be an empty model. What diverges is the same as when playing from
 * the oldest entry on, and memory holds the refs instead of the whole log.
 */
final class AuditReplay {
  private final ModelName model;
  private final Divergence.ByHand byHand;
  private final Function<String, Optional<Finding>> look;
  private final Map<String, Revision> expected = new HashMap<>();
  private final Map<String, String> laterEntry = new HashMap<>();
  private final Map<String, Finding> strays = new HashMap<>();
  private final Map<String, Finding> damaged = new HashMap<>();
  private final Set<String> explained = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private int entries;
  private Optional<AuditEntry> oldest = Optional.empty();

  AuditReplay(ModelName model, Map<String, Revision> refs, Divergence.ByHand byHand) {
    this(model, refs, byHand, ref -> Optional.empty());
  }

  /** What is unknown to the log is first looked into by {@code look}. */
  private AuditReplay(
      ModelName model,
      Map<String, Revision> refs,
      Divergence.ByHand byHand,
      Function<String, Optional<Finding>> look) {
    this.model = model;
    this.byHand = byHand;
    this.look = look;
    expected.putAll(refs);
  }

  /** Of the refs as they are. */
  AuditReplay(Snapshot now) {
    this(
        now.model(),
        now.refs(),
        now::byHand,
        ref -> ReconcileAudit.version(ref).flatMap(now::stray));
    now.strays().values().forEach(stray -> strays.put(stray.subject(), stray));
    damaged.putAll(now.unsoundRefs());
    strays.putAll(damaged);
  }

  /** The next older entry. */
  void undo(AuditEntry entry) {
    oldest.map(AuditEntry::at).ifPresent(later -> checkTime(entry, later));
    List<RefMove> moves = new ArrayList<>(entry.moves());
    Collections.reverse(moves);
    moves.forEach(move -> undo(move, entry));
    oldest = Optional.of(entry);
    entries++;
  }

  private void checkTime(AuditEntry entry, Instant later) {
    if (entry.at().isAfter(later)) {
      findings.add(
          new Finding(
              Divergence.name(entry),
              "is dated " + entry.at() + ", but the entry after it " + later,
              "a clock was wrong, or the log was written by hand"));
    }
  }

  private void undo(RefMove move, AuditEntry entry) {
    Revision actual = expected.getOrDefault(move.ref(), Revision.NONE);
    if (!actual.equals(move.to())) {
      findings.add(
          explained.add(move.ref())
              ? diverged(new RefMove(move.ref(), actual, move.to()))
              : Divergence.chain(move, entry, actual, laterEntry.getOrDefault(move.ref(), "")));
    }
    explained.add(move.ref());
    expected.put(move.ref(), move.from());
    laterEntry.put(move.ref(), Divergence.name(entry));
  }

  /** Of a damaged ref more is known than where it is. */
  private Finding diverged(RefMove back) {
    Finding known = damaged.get(back.ref());
    return known == null ? Divergence.ref(model, back, byHand) : known;
  }

  int entries() {
    return entries;
  }

  /** Everything that diverges, oldest first, once the log's beginning is reached. */
  List<Finding> finish() {
    List<Finding> beginning = new ArrayList<>();
    if (oldest.filter(e -> e.operation().equals(Operation.MODEL_CREATE.text())).isEmpty()) {
      beginning.add(
          new Finding(
              Divergence.LOG,
              oldest
                  .map(e -> "begins with " + Divergence.name(e) + ", not with model.create")
                  .orElse("is missing"),
              "its beginning was cut off; compare it with a clone"));
    }
    expected.entrySet().stream()
        .filter(ref -> !ref.getValue().isNone())
        .sorted(Map.Entry.comparingByKey())
        .forEach(ref -> beginning.add(unexplained(ref.getKey(), ref.getValue())));
    Collections.reverse(findings);
    beginning.addAll(findings);
    Set<String> named = beginning.stream().map(Finding::subject).collect(Collectors.toSet());
    strays.values().stream().filter(f -> !named.contains(f.subject())).forEach(beginning::add);
    return beginning;
  }

  private Finding unexplained(String ref, Revision at) {
    return explained.contains(ref)
        ? Divergence.beginning(ref, at, laterEntry.getOrDefault(ref, ""))
        : strays.getOrDefault(
            ref,
            look.apply(ref)
                .orElseGet(
                    () -> Divergence.unknown(model, new RefMove(ref, at, Revision.NONE), byHand)));
  }

  /** What was found so far, where the log can't be read to its end. */
  List<Finding> interrupted() {
    List<Finding> soFar = new ArrayList<>(findings);
    Collections.reverse(soFar);
    return soFar;
  }
}
