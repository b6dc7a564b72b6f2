package dev.gitmodel.model;

import java.util.List;

/** Changes that happen together or not at all, and the audit entry that records them. */
public record ChangeSet(List<Change> changes, AuditEvent event) {
  public ChangeSet {
    changes = List.copyOf(changes);
  }
}
