package dev.gitmodel.cli;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.registry.ExportAudit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Audit entries as one page to keep or print: it loads nothing from elsewhere, runs no script, and
 * says of which logs it is, up to which commit.
 */
final class AuditHtml implements ExportAudit.Sink {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      body { font: 14px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #1a1a1a; background: #fff }
      h1 { font-size: 1.5em; margin-bottom: .2em }
      h2 { font-size: 1.15em; margin: 2em 0 .3em; break-after: avoid }
      p { margin: .2em 0 }
      table { border-collapse: collapse; width: 100%% }
      thead { display: table-header-group }
      th, td { text-align: left; vertical-align: top; padding: .35em .7em .35em 0; border-bottom: 1px solid #ccc }
      tr { break-inside: avoid }
      code { font: 12px/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
      .time { white-space: nowrap }
      .small { color: #555; font-size: .9em }
      @media print { body { margin: 0; max-width: none; font-size: 10px } code { font-size: 8px } }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <p>Generated %2$s. Times are UTC.</p>
      <p>Shown: %3$s.</p>
      """;
  private static final String COLUMNS =
      "<table>\n<thead><tr><th>When</th><th>Who</th><th>Operation</th><th>What</th>"
          + "<th>Commit and refs</th></tr></thead>\n<tbody>\n";

  private final Consumer<String> out;
  private final List<String> heads = new ArrayList<>();
  private String newest = "";
  private int shown;

  /** What the page is about. */
  record About(String title, Instant generated, String filter) {}

  AuditHtml(Consumer<String> out, About about) {
    this.out = out;
    out.accept(
        HEAD.formatted(
            escaped(about.title()),
            about.generated().truncatedTo(ChronoUnit.SECONDS).toString(),
            escaped(about.filter())));
  }

  @Override
  public void begin(ModelName model, AuditEntry head) {
    newest = code(head.id().hex()) + "</td><td class=\"time\">" + head.at();
    shown = 0;
    out.accept(
        "<h2>"
            + escaped(model.toString())
            + "</h2>\n<p class=\"small\">The log ended with "
            + code(head.id().hex())
            + " of "
            + head.at()
            + ".</p>\n"
            + COLUMNS);
  }

  @Override
  public void entry(ModelName model, AuditEntry entry) {
    shown++;
    out.accept(
        "<tr><td class=\"time\">"
            + entry.at()
            + "</td><td>"
            + escaped(entry.by().name())
            + "<br><span class=\"small\">"
            + escaped(entry.by().email())
            + "</span></td><td>"
            + escaped(entry.operation())
            + "</td><td>"
            + what(entry)
            + "</td><td>"
            + refs(entry)
            + "</td></tr>\n");
  }

  private static String what(AuditEntry entry) {
    String more =
        entry.trailers().entrySet().stream()
            .filter(e -> !e.getKey().equals("Operation"))
            .map(
                (Map.Entry<String, String> e) -> "<br>" + escaped(e.getKey() + ": " + e.getValue()))
            .collect(Collectors.joining());
    return escaped(entry.subject()) + "<span class=\"small\">" + more + "</span>";
  }

  private static String refs(AuditEntry entry) {
    return code(entry.id().hex())
        + entry.moves().stream().map(AuditHtml::move).collect(Collectors.joining());
  }

  private static String move(RefMove move) {
    String from = move.from().isNone() ? "nothing" : move.from().abbreviated();
    String to = move.to().isNone() ? "nothing" : move.to().abbreviated();
    return "<br><span class=\"small\">" + code(move.ref()) + " " + from + " → " + to + "</span>";
  }

  @Override
  public void end(ModelName model, int entries) {
    out.accept("</tbody>\n</table>\n");
    heads.add(
        "<tr><td>"
            + escaped(model.toString())
            + "</td><td>"
            + newest
            + "</td><td>"
            + entries
            + "</td><td>"
            + shown
            + "</td></tr>\n");
  }

  /** Ends the page with the heads of all logs, and what could not be read. */
  void finish(ExportAudit.Written written) {
    out.accept(
        "<h2>Heads</h2>\n<table>\n<thead><tr><th>Model</th><th>Newest entry</th><th>Of</th>"
            + "<th>Entries</th><th>Shown</th></tr></thead>\n<tbody>\n");
    heads.forEach(out);
    out.accept("</tbody>\n</table>\n");
    written
        .unreadable()
        .forEach(
            f ->
                out.accept(
                    "<p><strong>Not complete:</strong> "
                        + escaped(f.subject() + ": " + f.matter())
                        + "</p>\n"));
    out.accept(
        "<p class=\"small\">A head can be looked up with git log refs/audit/log in the model's"
            + " repository: an entry's commit id covers every entry before it.</p>\n"
            + "</body>\n</html>\n");
  }

  private static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  static String escaped(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
