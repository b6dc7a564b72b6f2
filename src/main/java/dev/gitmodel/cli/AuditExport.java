package dev.gitmodel.cli;

import dev.gitmodel.model.Problem;
import dev.gitmodel.registry.ExportAudit;
import dev.gitmodel.registry.ExportAudit.Request;
import dev.gitmodel.registry.ExportAudit.Written;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The audit log as a document, to stdout or into a file. */
final class AuditExport {
  /** The exit code where a log could not be read: what was written is not all. */
  static final int INCOMPLETE = ExitCode.of(Problem.CORRUPT);

  private final Caller caller;
  private final AuditFormat format;

  AuditExport(Caller caller, AuditFormat format) {
    this.caller = caller;
    this.format = format;
  }

  int run(Request request, String filter, Optional<Path> file) {
    Output out = caller.out();
    Written written =
        file.map(path -> Input.write(path, parts -> write(request, filter, parts)))
            .orElseGet(() -> write(request, filter, out::document));
    file.ifPresent(
        path ->
            out.show(
                new Shape(path.toString(), written.entries(), written.models()),
                shown ->
                    out.report(
                        "Wrote "
                            + entries(written.entries())
                            + " of "
                            + Words.count(written.models(), "model")
                            + " to "
                            + path)));
    written.unreadable().forEach(f -> Findings.warn(out, f));
    return written.unreadable().isEmpty() ? ExitCode.DONE : INCOMPLETE;
  }

  private static String entries(int number) {
    return number == 1 ? "1 entry" : number + " entries";
  }

  private Written write(Request request, String filter, Consumer<String> parts) {
    ExportAudit export = caller.use().exportAudit();
    return switch (format) {
      case TEXT -> export.apply(request, new AuditPlain(parts));
      case JSONL -> export.apply(request, new AuditLines(parts));
      case CSV -> export.apply(request, new AuditCsv(parts));
      case HTML -> {
        String whose = request.model().map(Object::toString).orElse("every model");
        AuditHtml page =
            new AuditHtml(
                parts, new AuditHtml.About("Audit log of " + whose, caller.house().now(), filter));
        Written written = export.apply(request, page);
        page.finish(written);
        yield written;
      }
    };
  }

  /** The JSON shape of what was written into a file. */
  private record Shape(String file, int entries, int models) {}
}
