package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Takes into the log what stock git moved without it: one entry for each who did. */
public final class ReconcileAudit {
  private static final String TAGS = "refs/tags/";

  private final Ledger ledger;

  public ReconcileAudit(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Who is said to have moved what was moved. */
  public enum Attribution {
    /** Whoever asks: right where that is the one who pushed. */
    CALLER,
    /** The tagger of a version, as its tag says; of the rest, whoever asks. */
    MAKER
  }

  /** Take into the log of {@code model} what it does not explain. */
  public record Request(Actor by, ModelName model, Attribution attribution) {}

  /** What one operator moved. */
  public record Observed(Actor by, List<RefMove> moves) {
    public Observed {
      moves = List.copyOf(moves);
    }
  }

  /** What was taken in; nothing where the log explains every ref. */
  public record Result(ModelName model, List<Observed> observed) {
    public Result {
      observed = List.copyOf(observed);
    }
  }

  /** Takes it in; a model whose log was never begun gets its first entry too. */
  public Result apply(Request request) {
    List<Observed> written = new ArrayList<>();
    for (Observed planned : plan(request).observed()) {
      ledger.write(request.model(), request.by(), now -> begin(now, request));
      Done<Observed> done =
          ledger.write(request.model(), planned.by(), now -> decide(now, request, planned.by()));
      if (done.receipt().isPresent()) {
        written.add(done.result());
      }
    }
    return new Result(request.model(), written);
  }

  /** What {@link #apply} would do now. */
  public Result plan(Request request) {
    return new Result(request.model(), observed(ledger.store().look(request.model()), request));
  }

  private static Done<ModelName> begin(Snapshot now, Request request) {
    try (Stream<AuditEntry> log = now.log()) {
      return log.findFirst().isPresent()
          ? Done.already(request.model())
          : Done.with(
              request.model(),
              CreateModel.decide(
                  new CreateModel.Request(request.by(), request.model(), Manifest.USUAL_KIND)));
    }
  }

  private static Done<Observed> decide(Snapshot now, Request request, Actor by) {
    return observed(now, request).stream()
        .filter(observed -> observed.by().equals(by))
        .findFirst()
        .map(observed -> Done.with(observed, changes(observed)))
        .orElseGet(() -> Done.already(new Observed(by, List.of())));
  }

  private static ChangeSet changes(Observed observed) {
    List<RefMove> moves = observed.moves();
    Map<String, String> was = new TreeMap<>();
    Map<String, String> is = new TreeMap<>();
    for (RefMove move : moves) {
      put(was, move.ref(), move.from());
      put(is, move.ref(), move.to());
    }
    String others = moves.size() == 1 ? "" : " and " + (moves.size() - 1) + " more";
    Event event =
        new Event(Operation.PUSH_OBSERVED, "observed " + moves.get(0).ref() + others)
            .change("refs", was, is);
    List<Version> versions = moves.stream().flatMap(move -> version(move.ref()).stream()).toList();
    if (versions.size() == 1) {
      event.trailer("Version", versions.get(0));
    }
    return new ChangeSet(List.of(new Change.Observe(moves)), event.finished());
  }

  private static void put(Map<String, String> side, String ref, Revision at) {
    if (!at.isNone()) {
      side.put(ref, at.hex());
    }
  }

  private static List<Observed> observed(Snapshot now, Request request) {
    Map<Actor, List<RefMove>> byActor = new LinkedHashMap<>();
    for (RefMove move : unexplained(now)) {
      byActor.computeIfAbsent(operator(now, move, request), a -> new ArrayList<>()).add(move);
    }
    return byActor.entrySet().stream().map(e -> new Observed(e.getKey(), e.getValue())).toList();
  }

  /** From where the log left each ref to where it is, versions first. */
  private static List<RefMove> unexplained(Snapshot now) {
    SortedMap<String, Revision> logged = new TreeMap<>();
    try (Stream<AuditEntry> log = now.log()) {
      log.forEach(
          entry -> entry.moves().forEach(move -> logged.putIfAbsent(move.ref(), move.to())));
    }
    SortedMap<String, Revision> refs = now.refs();
    SortedMap<String, RefMove> moves = new TreeMap<>();
    refs.forEach(
        (ref, at) -> moves.put(ref, new RefMove(ref, logged.getOrDefault(ref, Revision.NONE), at)));
    logged.forEach((ref, at) -> moves.putIfAbsent(ref, new RefMove(ref, at, Revision.NONE)));
    // What is no version, or damaged, can't be taken in; verifying names it.
    now.strays().values().forEach(stray -> moves.remove(stray.subject()));
    moves.keySet().removeAll(now.unsoundRefs().keySet());
    moves.values().removeIf(m -> unlike(m) && version(m.ref()).flatMap(now::stray).isPresent());
    // A version goes by being deleted, and in no other way.
    moves.values().removeIf(m -> m.to().isNone() && version(m.ref()).isPresent());
    Stream<RefMove> all = moves.values().stream().filter(ReconcileAudit::unlike);
    Map<Boolean, List<RefMove>> parts =
        all.collect(java.util.stream.Collectors.partitioningBy(m -> version(m.ref()).isPresent()));
    return Stream.of(true, false)
        .flatMap(first -> parts.getOrDefault(first, List.of()).stream())
        .toList();
  }

  private static boolean unlike(RefMove move) {
    return !move.from().equals(move.to());
  }

  /** The version whose tag has that name, if it is one. */
  static Optional<Version> version(String ref) {
    return ref.startsWith(TAGS + "v")
        ? Version.tryParse(ref.substring(TAGS.length()))
        : Optional.empty();
  }

  private static Actor operator(Snapshot now, RefMove move, Request request) {
    if (request.attribution() == Attribution.CALLER || move.to().isNone()) {
      return request.by();
    }
    try {
      // A branch that moved to a version was moved by who made that.
      Optional<Version> made =
          version(move.ref())
              .or(
                  () ->
                      move.ref().startsWith("refs/heads/")
                          ? now.versionAt(move.to())
                          : Optional.empty());
      return made.map(version -> now.version(version).by()).orElse(request.by());
    } catch (RegistryException damaged) {
      return request.by();
    }
  }
}
