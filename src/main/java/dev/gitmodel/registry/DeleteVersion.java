package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes one version away for good: its number is never used again. */
public final class DeleteVersion {
  /** Delete what {@code version} selects. */
  public record Request(Actor by, ModelName model, Selector version, Optional<String> reason) {}

  /** Another version whose manifest names this one in {@code field}. */
  public record Dependant(Reference version, String field) {}

  /** What goes, and who would miss it. */
  public record Plan(Result result, List<Dependant> dependants) {}

  /**
   * What went with it, which branches got a {@code Retire} commit, and the bytes freed. {@code
   * before} says who had deleted it already, {@code leftover} why bytes that nothing holds are
   * still there, where they are.
   */
  public record Result(
      ModelName model,
      Version version,
      Digest digest,
      SortedSet<AliasName> aliases,
      SortedSet<BranchName> retired,
      long bytesFreed,
      Optional<String> before,
      Optional<String> leftover) {
    private Result freeing(long bytes) {
      return new Result(model, version, digest, aliases, retired, bytes, before, leftover);
    }

    private Result leaving(String why) {
      return new Result(
          model, version, digest, aliases, retired, bytesFreed, before, Optional.of(why));
    }
  }

  private final Ledger ledger;

  public DeleteVersion(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Deletes it; FORBIDDEN where the policy protects an alias that is on it. Where it is deleted
   * already, by whoever may have died before its bytes were freed, only those go.
   */
  public Done<Result> apply(Request request) {
    return ledger
        .write(request.model(), request.by(), now -> decide(now, request))
        .map(this::release);
  }

  /** What {@link #apply} would do now, and who depends on the version in the whole registry. */
  public Done<Plan> plan(Request request) {
    ModelStore store = ledger.store();
    return ledger.rehearse(
        request.model(),
        now -> {
          Done<Deletion> done = decide(now, request);
          Optional<ModelVersion> going = done.result().going();
          long bytes = going.map(g -> new Holders(now, g).bytesFreed()).orElse(0L);
          List<Dependant> dependants = going.map(g -> Dependants.of(store, g)).orElse(List.of());
          return done.map(d -> new Plan(d.result().freeing(bytes), dependants));
        });
  }

  /** The version is gone by now, so what fails here is told and left to {@code gc}. */
  private Result release(Deletion deletion) {
    Result result = deletion.result();
    try {
      FileStore files = ledger.store().files(result.model());
      Result released = result.freeing(files.release(deletion.files()));
      boolean large = deletion.files().stream().anyMatch(Artifact::isLfs);
      return files.keptElsewhere().filter(why -> large).map(released::leaving).orElse(released);
    } catch (RegistryException e) {
      return result.leaving(e.text() + "; free them with: git model gc");
    }
  }

  /** What is decided, and for afterwards the version where it is still there, and its files. */
  record Deletion(Result result, Optional<ModelVersion> going, List<Artifact> files) {}

  static Done<Deletion> decide(Snapshot now, Request request) {
    Optional<Tombstone> tombstone =
        request.version() instanceof Selector.ByVersion exactly
            ? now.tombstone(exactly.version())
            : Optional.empty();
    if (tombstone.isPresent()) {
      return Done.already(Burial.of(now, tombstone.get()));
    }
    Version version = Resolver.resolve(now, request.version());
    ModelVersion going = now.version(version);
    SortedSet<AliasName> aliases = Described.aliases(now, version);
    AliasGuard.allowAll(now, request.by(), aliases);
    Map<BranchName, Optional<Version>> retired = new Holders(now, going).branches();
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.DeleteVersion(version, aliases));
    String message = retireMessage(version, request.reason());
    retired.forEach((branch, to) -> changes.add(new Change.Retire(branch, to, message)));
    Result result =
        new Result(
            now.model(),
            version,
            going.digest(),
            aliases,
            new TreeSet<>(retired.keySet()),
            0,
            Optional.empty(),
            Optional.empty());
    return Done.with(
        new Deletion(result, Optional.of(going), going.files()),
        new ChangeSet(changes, tombstone(going, aliases, request)));
  }

  private static AuditEvent tombstone(
      ModelVersion going, SortedSet<AliasName> aliases, Request request) {
    Event event =
        new Event(Operation.VERSION_DELETE, "delete " + going.version())
            .trailer("Version", going.version())
            .trailer("Digest", going.digest())
            .was("digest", going.digest().toString())
            .was("commit", going.commit().hex())
            .was("published", going.at().toString())
            .was("by", going.by().toString());
    if (!aliases.isEmpty()) {
      List<String> names = aliases.stream().map(AliasName::text).toList();
      event.trailer("Alias", String.join(", ", names)).was("aliases", names);
    }
    return event.because(request.reason());
  }

  /** No trailer of a version: this commit is none, though its tree may be one's. */
  private static String retireMessage(Version version, Optional<String> reason) {
    String why = reason.map(r -> Event.line(r) + "\n\n").orElse("");
    return "Retire " + version + "\n\n" + why + "Retired-Version: " + version + "\n";
  }
}
