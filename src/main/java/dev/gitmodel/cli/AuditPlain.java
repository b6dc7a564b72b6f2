package dev.gitmodel.cli;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.registry.ExportAudit;
import java.util.function.Consumer;

/** Audit entries as text in a file, a line each. */
record AuditPlain(Consumer<String> out) implements ExportAudit.Sink {
  @Override
  public void begin(ModelName model, AuditEntry newest) {
    out.accept("# " + model + ", ends with " + newest.id() + "\n");
  }

  @Override
  public void entry(ModelName model, AuditEntry entry) {
    String why = entry.reason().map(reason -> "  (" + reason + ")").orElse("");
    String line =
        entry.id().abbreviated()
            + "  "
            + entry.at()
            + "  "
            + entry.by()
            + "  "
            + entry.operation()
            + "  "
            + entry.subject()
            + why;
    out.accept(Printable.of(line) + "\n");
  }

  @Override
  public void end(ModelName model, int entries) {
    out.accept("\n");
  }
}
