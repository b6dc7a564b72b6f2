package dev.gitmodel.cli;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.registry.ExportAudit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Audit entries as RFC 4180 has it, with a header. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
final class AuditCsv implements ExportAudit.Sink {
  private static final String FORMULA = "=+-@";
  private static final Set<String> SHOWN = Set.of("Operation", "Version", "Alias", "Reason");

  private final Consumer<String> out;

  AuditCsv(Consumer<String> out) {
    this.out = out;
    line(
        List.of(
            "model",
            "id",
            "at",
            "operation",
            "name",
            "email",
            "version",
            "alias",
            "subject",
            "reason",
            "trailers",
            "moves"));
  }

  @Override
  public void begin(ModelName model, AuditEntry newest) {
    // Every line says its model.
  }

  @Override
  public void entry(ModelName model, AuditEntry entry) {
    line(
        List.of(
            model.toString(),
            entry.id().hex(),
            entry.at().toString(),
            entry.operation(),
            entry.by().name(),
            entry.by().email(),
            entry.trailer("Version").orElse(""),
            entry.trailer("Alias").orElse(""),
            entry.subject(),
            entry.reason().orElse(""),
            trailers(entry),
            entry.moves().stream().map(AuditCsv::move).collect(Collectors.joining("\n"))));
  }

  @Override
  public void end(ModelName model, int entries) {
    // There is nothing to close.
  }

  /** Those without a column of their own, a line each. */
  private static String trailers(AuditEntry entry) {
    return entry.trailers().entrySet().stream()
        .filter(e -> !SHOWN.contains(e.getKey()))
        .map((Map.Entry<String, String> e) -> e.getKey() + ": " + e.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static String move(RefMove move) {
    return move.ref() + " " + move.from() + " " + move.to();
  }

  private void line(List<String> cells) {
    out.accept(cells.stream().map(AuditCsv::cell).collect(Collectors.joining(",")) + "\r\n");
  }

  static String cell(String text) {
    String safe = Printable.lines(text);
    if (!safe.isEmpty()
        && FORMULA.indexOf(safe.strip().isEmpty() ? ' ' : safe.strip().charAt(0)) >= 0) {
      safe = "'" + safe;
    }
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n')
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
