package dev.gitmodel.git;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;

/** The states of a store's models: as they are, as they were, and as they would be. */
final class Snapshots {
  private final Upstream upstream;
  private final Indexes indexes;
  private final Shared shared;
  // One model's, because a list of all would keep a lot.
  private volatile LastRead lastRead = new LastRead(Optional.empty(), RefTable.Packed.NONE);

  /** What all snapshots of a store read with. */
  record Shared(Signer signer, Supplier<Policy> policy, Function<ModelName, Repository> opened) {}

  private record LastRead(Optional<ModelName> model, RefTable.Packed packed) {}

  Snapshots(Upstream upstream, Indexes indexes, Shared shared) {
    this.upstream = upstream;
    this.indexes = indexes;
    this.shared = shared;
  }

  /** The model as it is. */
  Snapshot look(ModelName model) {
    // Without one of its versions, another would be the latest.
    return of(model, refs(model)).refusing(Refs.TAGS + "v");
  }

  /** The model as it was. */
  Snapshot lookAt(ModelName model, Instant at) {
    RefTable now = refs(model);
    Optional<Revision> log = now.get(Refs.AUDIT);
    Map<String, Revision> then =
        log.map(tip -> index(model).refsAt(tip, at, () -> objects(model).newObjectReader()))
            .orElse(Map.of());
    if (log.isEmpty() && !now.versions().isEmpty()) {
      throw Snapshot.unlogged(model);
    }
    if (then.isEmpty()) {
      log.ifPresent(tip -> requireBeginning(model, tip));
      throw RegistryException.notFound(
          model + " was not there yet at " + at,
          "see when it was made with: git model audit " + model + " --operation model.create");
    }
    return of(model, now.at(then), index(model).past());
  }

  /** CORRUPT where the log does not begin with the model, which may have been there before. */
  private void requireBeginning(ModelName model, Revision tip) {
    try (Stream<AuditEntry> log = log(model, tip)) {
      AuditEntry first = log.reduce((newer, older) -> older).orElseThrow();
      if (!isBeginning(first)) {
        throw new RegistryException(
            Problem.CORRUPT,
            "the audit log of " + model + " begins at " + first.at() + ", after the model did",
            "git model audit verify " + model);
      }
    }
  }

  private static boolean isBeginning(AuditEntry first) {
    return first.operation().equals(Operation.MODEL_CREATE.text());
  }

  private Stream<AuditEntry> log(ModelName model, Revision tip) {
    return index(model).log(tip, () -> objects(model).newObjectReader());
  }

  /** When what is in the model's log happened; empty where it has none. */
  Optional<byte[]> timeline(ModelName model) {
    RefTable now = refs(model);
    return now.get(Refs.AUDIT)
        .map(tip -> index(model).logged(tip, () -> objects(model).newObjectReader()))
        .map(log -> Timeline.write(isWhole(model, log), log, now.versions().keySet()));
  }

  private boolean isWhole(ModelName model, List<LogIndex.Logged> log) {
    try (Stream<AuditEntry> first = log(model, log.get(log.size() - 1).id())) {
      return isBeginning(first.iterator().next());
    }
  }

  /** The refs as they are, of which what did not change since they were last read is kept. */
  RefTable refs(ModelName model) {
    LastRead last = lastRead;
    boolean same = last.model().equals(Optional.of(model));
    RefTable read = upstream.refs(model, same ? last.packed() : RefTable.Packed.NONE);
    lastRead = new LastRead(Optional.of(model), read.packed());
    return read;
  }

  /** The model with these refs. */
  GitSnapshot of(ModelName model, RefTable refs) {
    return of(model, refs, index(model));
  }

  private GitSnapshot of(ModelName model, RefTable refs, VersionIndex index) {
    return new GitSnapshot(sources(model, () -> objects(model), index), refs);
  }

  private SnapshotSources sources(
      ModelName model, Supplier<Repository> repository, VersionIndex index) {
    return new SnapshotSources(
        model,
        repository,
        shared.policy(),
        shared.signer(),
        index,
        move -> upstream.byHand(model, move));
  }

  private Repository objects(ModelName model) {
    upstream.fetch(model);
    return shared.opened().apply(model);
  }

  /** The model as it would be with these refs, and the objects that {@code repository} sees. */
  Snapshot imagined(ModelName model, Repository repository, RefTable refs) {
    return new GitSnapshot(sources(model, () -> repository, indexes.none(model)), refs);
  }

  private VersionIndex index(ModelName model) {
    return indexes.of(model);
  }
}
