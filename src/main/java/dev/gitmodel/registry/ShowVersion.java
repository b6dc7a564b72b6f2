package dev.gitmodel.registry;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.VersionRecord.Parent;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One version's whole record, or of that what is said about it. */
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

  /** The metrics of a version. */
  public record Measured(Reference reference, MetricSet metrics) {}

  /** Its metrics; CORRUPT where these can't be read, whatever else can't. */
  public Measured metrics(Reference reference) {
    Snapshot now = store.look(reference.model());
    Version version = Resolver.resolve(now, reference.selector());
    return new Measured(Reference.to(now.model(), version), now.metrics(version));
  }

  /** The description of a version; the manifest's where the edited one is unreadable. */
  public record Explained(
      Reference reference, Optional<String> description, List<Finding> unreadable) {
    public Explained {
      unreadable = List.copyOf(unreadable);
    }
  }

  /** Its description, as far as it can be read. */
  public Explained description(Reference reference) {
    Snapshot now = store.look(reference.model());
    ModelVersion version = now.version(Resolver.resolve(now, reference.selector()));
    Unread unread = new Unread();
    Optional<String> description = Described.description(now, version, unread);
    return new Explained(version.reference(), description, unread.all());
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
