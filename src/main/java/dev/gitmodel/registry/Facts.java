package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a push says about its version besides its content: metrics and aliases, once allowed. */
record Facts(Version version, MetricChange metrics, List<AliasMoves.Move> moves) {
  /** About a version that is about to be there. */
  static Facts ofNew(Snapshot now, PushVersion.Request request, Version version) {
    Evidence evidence = evidence(now, request, version);
    MetricChange metrics = new MetricChange(MetricSet.EMPTY, request.metrics());
    return new Facts(version, metrics, moves(now, request, evidence));
  }

  private static Evidence evidence(Snapshot now, PushVersion.Request request, Version version) {
    Evidence evidence = Evidence.ofNew(version, request.metrics());
    return request.signing() == Signing.SIGNED
        ? evidence.signedAs(() -> now.signatureBy(request.by()))
        : evidence;
  }

  /** About one that is there. */
  static Facts ofOld(Snapshot now, PushVersion.Request request, Version version) {
    MetricSet before = now.metrics(version);
    MetricSet after = before.merge(request.metrics(), Set.of());
    Evidence evidence = Evidence.of(now, version).with(after);
    return new Facts(version, new MetricChange(before, after), moves(now, request, evidence));
  }

  private static List<AliasMoves.Move> moves(
      Snapshot now, PushVersion.Request request, Evidence candidate) {
    List<AliasMoves.Move> moves = new ArrayList<>();
    AliasGuard.allowAll(now, request.by(), request.aliases());
    for (AliasName alias : new TreeSet<>(request.aliases())) {
      Optional<Version> from = Optional.ofNullable(now.aliases().get(alias));
      if (!from.equals(Optional.of(candidate.version()))) {
        Verdict verdict = AliasGuard.judge(now, alias, candidate);
        AliasGuard.require(now.model(), candidate.version(), alias, verdict);
        moves.add(new AliasMoves.Move(alias, from, candidate.version()));
      }
    }
    return moves;
  }

  boolean isNone() {
    return metrics.isNone() && moves.isEmpty();
  }

  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    if (!metrics.isNone()) {
      changes.add(new Change.SetMetrics(version, metrics.after()));
    }
    moves.forEach(move -> changes.addAll(AliasMoves.changes(move)));
    return changes;
  }

  /** Adds them to the entry of the version that they come with. */
  Event describe(Event event) {
    if (!moves.isEmpty()) {
      event.trailer(
          "Alias", moves.stream().map(m -> m.alias().text()).collect(Collectors.joining(", ")));
    }
    SortedMap<String, String> was = new TreeMap<>();
    SortedMap<String, String> is = new TreeMap<>();
    for (AliasMoves.Move move : moves) {
      move.from().ifPresent(v -> was.put(move.alias().text(), v.toString()));
      is.put(move.alias().text(), move.to().toString());
    }
    return event.change("metrics", metrics.was(), metrics.is()).change("aliases", was, is);
  }

  /** The set that writes them alone. */
  ChangeSet alone() {
    List<String> lines = new ArrayList<>();
    if (!metrics.isNone()) {
      lines.add("metrics " + version + ": " + metrics.line());
    }
    moves.forEach(move -> lines.add(move.line()));
    Operation operation = metrics.isNone() ? moves.get(0).operation() : Operation.METRICS_UPDATE;
    Event event = new Event(operation, String.join("; ", lines)).trailer("Version", version);
    return new ChangeSet(changes(), describe(event).finished());
  }
}
