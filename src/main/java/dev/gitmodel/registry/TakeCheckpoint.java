package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Checkpoint.Head;
import dev.gitmodel.registry.Checkpoint.ModelHead;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Notes where the audit logs end now. */
public final class TakeCheckpoint {
  private final ModelStore store;

  public TakeCheckpoint(ModelStore store) {
    this.store = store;
  }

  /** Of which models, none named being all, and the time it is. */
  public record Request(List<ModelName> models, Instant now) {
    public Request {
      models = List.copyOf(models);
    }
  }

  /** The checkpoint, and the models whose log can't be read. */
  public record Taken(Checkpoint checkpoint, List<Finding> unreadable) {}

  /** NOT_FOUND where a model that was named is not there. */
  public Taken apply(Request request) {
    boolean all = request.models().isEmpty();
    List<Finding> unreadable = new ArrayList<>();
    Collection<ModelName> models = request.models();
    if (all) {
      ModelStore.Listed listed = store.listed();
      models = listed.models();
      unreadable.addAll(listed.unreadable());
    }
    List<ModelHead> heads = new ArrayList<>();
    for (ModelName model : models) {
      try {
        heads.add(head(model));
      } catch (RegistryException e) {
        if (!all) {
          throw e;
        }
        unreadable.add(new Finding(model.toString(), e.text(), e.hint()));
      }
    }
    Optional<Head> registry = all ? registry() : Optional.empty();
    return new Taken(
        new Checkpoint(request.now().truncatedTo(ChronoUnit.SECONDS), registry, heads), unreadable);
  }

  private ModelHead head(ModelName model) {
    try (Stream<AuditEntry> log = store.look(model).audit()) {
      Iterator<AuditEntry> entries = log.iterator();
      if (!entries.hasNext()) {
        throw Snapshot.unlogged(model);
      }
      AuditEntry newest = entries.next();
      int count = 1;
      for (; entries.hasNext(); entries.next()) {
        count++;
      }
      return new ModelHead(model, new Head(newest.id(), count), newest.at());
    }
  }

  private Optional<Head> registry() {
    try (Stream<Revision> history = store.policyHistory()) {
      List<Revision> all = history.toList();
      return all.isEmpty() ? Optional.empty() : Optional.of(new Head(all.get(0), all.size()));
    }
  }
}
