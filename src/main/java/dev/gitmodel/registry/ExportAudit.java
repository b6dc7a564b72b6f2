package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.ReadAudit.Filter;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The audit logs, entry by entry, to whoever writes them down: of any length in little memory. */
public final class ExportAudit {
  private final ModelStore store;

  public ExportAudit(ModelStore store) {
    this.store = store;
  }

  /** Of one model, or of all; which entries, and at most how many of each model. */
  public record Request(Optional<ModelName> model, Filter filter, OptionalInt limit) {
    public Request {
      Limits.check(limit);
    }
  }

  /** Takes the logs: each model's begins, its entries follow newest first, and it ends. */
  public interface Sink {
    /** A log begins; {@code newest} is its head, whatever is asked for of it. */
    void begin(ModelName model, AuditEntry newest);

    /** An entry that fits. */
    void entry(ModelName model, AuditEntry entry);

    /** The log ends, or what can be read of it; it has {@code entries} in all. */
    void end(ModelName model, int entries);
  }

  /** How many entries of how many models were written, and what could not be read. */
  public record Written(int entries, int models, List<Finding> unreadable) {
    public Written {
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Never fails for one broken model of many; NOT_FOUND where the one that was named is not there.
   */
  public Written apply(Request request, Sink sink) {
    ModelStore.Listed listed =
        request
            .model()
            .map(model -> new ModelStore.Listed(new TreeSet<>(List.of(model)), List.of()))
            .orElseGet(store::listed);
    List<Finding> unreadable = new ArrayList<>(listed.unreadable());
    int entries = 0;
    int models = 0;
    for (ModelName model : listed.models()) {
      try {
        entries += export(model, request, sink);
        models++;
      } catch (RegistryException e) {
        if (request.model().isPresent()) {
          throw e;
        }
        unreadable.add(new Finding(model.toString(), e.text(), e.hint()));
      }
    }
    return new Written(entries, models, unreadable);
  }

  private int export(ModelName model, Request request, Sink sink) {
    Snapshot now = store.look(model);
    try (Stream<AuditEntry> log = now.log()) {
      Iterator<AuditEntry> newestFirst = ReadAudit.begun(now, log);
      int all = 0;
      int written = 0;
      try {
        while (newestFirst.hasNext()) {
          AuditEntry entry = newestFirst.next();
          if (all++ == 0) {
            sink.begin(model, entry);
          }
          if (written < request.limit().orElse(Integer.MAX_VALUE) && request.filter().fits(entry)) {
            sink.entry(model, entry);
            written++;
          }
        }
      } finally {
        if (all > 0) {
          sink.end(model, all);
        }
      }
      return written;
    }
  }
}
