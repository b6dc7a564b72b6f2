package dev.gitmodel.cli;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An audit entry in its documented JSON shape. */
record AuditJson(
    ModelName model,
    String id,
    String operation,
    Actor by,
    Instant at,
    String subject,
    Optional<String> reason,
    Map<String, String> trailers,
    List<RefMove> moves) {
  static AuditJson of(ModelName model, AuditEntry e) {
    return new AuditJson(
        model,
        e.id().hex(),
        e.operation(),
        e.by(),
        e.at(),
        e.subject(),
        e.reason(),
        e.trailers(),
        e.moves());
  }
}
