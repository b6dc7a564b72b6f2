package dev.gitmodel.notify;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Destination;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.Outbox.Failure;
import java.util.List;
import java.util.Optional;

/**
 * How it stands between one model and one destination: what was told now, or would be; how much
 * waits after that; and why, where telling was tried.
 */
public record Told(
    ModelName model,
    Destination to,
    List<AuditEntry> entries,
    long waiting,
    Optional<Failure> failure,
    String hint) {
  public Told {
    entries = List.copyOf(entries);
  }
}
