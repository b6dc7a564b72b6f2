package dev.gitmodel.registry;

import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.VersionRecord.Parent;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.Optional;

/** One version's whole record. */
public final class ShowVersion {
  private final ModelStore store;

  public ShowVersion(ModelStore store) {
    this.store = store;
  }

  /** Which version; {@code at} asks for what the reference meant then. */
  public record Request(Reference reference, Optional<Instant> at) {
    /** What it means now. */
    public Request(Reference reference) {
      this(reference, Optional.empty());
    }
  }

  /** NOT_FOUND where the reference means nothing. */
  public VersionRecord apply(Request request) {
    Then then = Then.look(store, request.reference().model(), request.at());
    return record(then, then.resolve(request.reference().selector()));
  }

  static VersionRecord record(Then then, Version version) {
    Snapshot now = then.state();
    ModelVersion found = now.version(version);
    Unread unread = new Unread();
    return new VersionRecord(
        found,
        Described.aliases(now, version),
        Described.metrics(now, version, unread),
        Described.description(now, found, unread),
        unread.reading(now, version, () -> now.evaluations(version)).flatMap(noted -> noted),
        found.parents().stream().map(p -> new Parent(p, now.versionAt(p))).toList(),
        now.signature(version),
        then.retired(version),
        unread.all());
  }
}
