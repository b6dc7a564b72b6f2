package dev.gitmodel.cli;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.registry.ExportAudit;
import java.util.function.Consumer;

/** Audit entries as JSON, one a line. */
record AuditLines(Consumer<String> out) implements ExportAudit.Sink {
  @Override
  public void begin(ModelName model, AuditEntry newest) {
    // Every line says its model.
  }

  @Override
  public void entry(ModelName model, AuditEntry entry) {
    out.accept(Json.line(AuditJson.of(model, entry)) + "\n");
  }

  @Override
  public void end(ModelName model, int entries) {
    // There is nothing to close.
  }
}
