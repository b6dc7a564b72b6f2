package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ExportAudit;
import dev.gitmodel.registry.ReadAudit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code audit}: who did what when, newest first. */
final class AuditCommand implements Command {
  private final Arg<Optional<TypedModel>> model =
      Arg.optional("MODEL", TypedModel::parse, "the model; else every one");
  private final Arg<Optional<Moment>> since =
      Arg.option(
          "D",
          Moment::new,
          "from this time on: a day, a time, or 7d for seven days ago",
          "--since");
  private final Arg<Optional<Moment>> until =
      Arg.option("D", Moment::new, "up to this time", "--until");
  private final Arg<Optional<String>> by =
      Arg.option("WHO", s -> s, "by somebody whose name or e-mail contains this", "--by");
  private final Arg<Optional<String>> operation =
      Arg.option("OP", s -> s, "alias.move, or alias for all of its kind", "--operation");
  private final Arg<Optional<Version>> version =
      Arg.option("V", Version::parse, "about this version", "--version");
  private final Arg<Optional<AliasName>> alias =
      Arg.option("A", AliasName::new, "about this alias", "--alias");
  private final Arg<Optional<Integer>> limit =
      Arg.option("N", Numbers::parse, "at most so many of each model", "--limit");
  private final Arg<Optional<AuditFormat>> format =
      Arg.option(
          "FORMAT", AuditFormat::parse, "text (the default), jsonl, csv or html", "--format");
  private final Arg<Optional<String>> file =
      Arg.option("FILE", s -> s, "write it there; - is standard output", "-o", "--output");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "audit",
            "Shows the audit log of a model, or of every one, newest first.",
            model,
            since,
            until,
            by,
            operation,
            version,
            alias,
            limit,
            format,
            file)
        .json(
            "{\"model\",\"entries\":[{\"model\",\"id\",\"operation\",\"by\":{\"name\",\"email\"},\"at\","
                + "\"subject\",\"reason\",\"trailers\":{},\"moves\":[{\"ref\",\"from\",\"to\"}]}],\"more\"}")
        .note("The whole log with values before and after: git log -p refs/audit/log")
        .note(
            "jsonl is one entry a line with all its fields; csv is for a spreadsheet; html is one"
                + " page to keep or print, with the head of each log, the filter and the time.")
        .example("git model audit support-assistant --since 7d --operation alias")
        .example("git model audit --since 2026-01-01 --format html -o audit.html");
  }

  @Override
  public int run(Caller caller) {
    Instant now = caller.house().now();
    var filter =
        new ReadAudit.Filter(
            since.value().map(m -> m.first(now)),
            until.value().map(m -> m.last(now)),
            by.value(),
            operation.value(),
            version.value(),
            alias.value());
    OptionalInt most = Numbers.of(limit);
    Optional<ModelName> one = model.value().map(caller::model);
    Optional<Path> path = caller.target(file.value());
    AuditFormat wanted = wanted(caller.out(), path);
    if (wanted == AuditFormat.TEXT && path.isEmpty()) {
      return new AuditText(caller).show(one, filter, most);
    }
    var request = new ExportAudit.Request(one, filter, most);
    return new AuditExport(caller, wanted).run(request, asked(), path);
  }

  /** Of what is written into a file, --json is the report. */
  private AuditFormat wanted(Output out, Optional<Path> path) {
    if (out.wantsJson() && path.isEmpty() && format.value().isPresent()) {
      throw Output.excluded(format.value().get());
    }
    return format.value().orElse(AuditFormat.TEXT);
  }

  /** The filter as it was typed. */
  private String asked() {
    List<String> parts = new ArrayList<>();
    since.value().ifPresent(v -> parts.add("since " + v.text()));
    until.value().ifPresent(v -> parts.add("until " + v.text()));
    by.value().ifPresent(v -> parts.add("by " + v));
    operation.value().ifPresent(v -> parts.add("operation " + v));
    version.value().ifPresent(v -> parts.add("version " + v));
    alias.value().ifPresent(v -> parts.add("alias " + v));
    limit.value().ifPresent(v -> parts.add("at most " + v + " of each model"));
    return parts.isEmpty() ? "every entry" : "entries with " + String.join(", ", parts);
  }
}
