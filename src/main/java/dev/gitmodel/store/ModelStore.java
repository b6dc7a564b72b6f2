package dev.gitmodel.store;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The models of a registry: read as snapshots, written one turn at a time. */
public interface ModelStore {
  /** All models, by name; STORAGE where one can't be seen. */
  SortedSet<ModelName> models();

  /** The same as far as the registry can be listed, for an answer that may be partial. */
  default Listed listed() {
    return new Listed(models(), List.of());
  }

  /** The models that can be seen, by name, and what hides others. */
  record Listed(SortedSet<ModelName> models, List<Finding> unreadable) {
    public Listed {
      unreadable = List.copyOf(unreadable);
    }
  }

  boolean exists(ModelName model);

  /** The registry's policy as it is now, also for a model that is not there yet. */
  Policy policy();

  /** The revisions of the policy, the present one first; to be closed. None where it never was. */
  Stream<Revision> policyHistory();

  /** What a signature that {@code by} makes now is held for; INVALID where none can be made. */
  Signature signatureBy(Actor by);

  /** One consistent state, read lazily; NOT_FOUND where there is no such model. */
  Snapshot look(ModelName model);

  /** The state that the audit log had at {@code at}; NOT_FOUND where the model is younger. */
  Snapshot lookAt(ModelName model, Instant at);

  /**
   * What the model's host once had and never may take back, entries of the log or versions, as far
   * as it was seen here; nothing where nobody else keeps the model.
   */
  default List<Finding> rewritten(ModelName model) {
    return List.of();
  }

  /** The files of a model. */
  FileStore files(ModelName model);

  /**
   * Makes an empty model: all there at once, or not at all. EXISTS where there is one.
   *
   * @param authored the {@code model.create} entry, which the new audit log begins with
   */
  void create(ModelName model, Authored authored);

  /**
   * Waits for the model's turn: nobody else writes through a store until the turn is closed. Only
   * {@code registry.Ledger} calls this.
   */
  Turn begin(ModelName model);

  /** What is to be recorded, by whom and when. */
  record Authored(ChangeSet changes, Actor by, Instant at) {}

  /** The right to write to one model, once. */
  interface Turn extends AutoCloseable {
    /** The state that the changes will be applied to. */
    Snapshot now();

    /**
     * Applies all changes and their audit entry, or none. CONFLICT where a ref was moved by
     * somebody who does not take turns (stock git): look again; STORAGE where the disk failed.
     */
    Receipt commit(Authored authored);

    @Override
    void close();
  }
}
