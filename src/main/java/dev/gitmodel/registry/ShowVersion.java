package dev.gitmodel.registry;

import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.VersionRecord.Parent;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;

/** One version's whole record. */
public final class ShowVersion {
  private final ModelStore store;

  public ShowVersion(ModelStore store) {
    this.store = store;
  }

  /** Which version. */
  public record Request(Reference reference) {}

  /** NOT_FOUND where the reference means nothing. */
  public VersionRecord apply(Request request) {
    Snapshot now = store.look(request.reference().model());
    return record(now, Resolver.resolve(now, request.reference().selector()));
  }

  static VersionRecord record(Snapshot now, Version version) {
    ModelVersion found = now.version(version);
    return new VersionRecord(
        found,
        Described.aliases(now, version),
        now.metrics(version),
        Described.description(now, found),
        now.evaluations(version),
        found.parents().stream().map(p -> new Parent(p, now.versionAt(p))).toList(),
        now.signature(version));
  }
}
