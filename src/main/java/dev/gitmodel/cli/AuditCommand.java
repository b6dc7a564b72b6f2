package dev.gitmodel.cli;

import dev.gitmodel.cli.Table.Cell;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ReadAudit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code audit}: who did what when, newest first. */
final class AuditCommand implements Command {
  private final Arg<ModelName> model = Arg.required("MODEL", ModelName::parse, "the model");
  private final Arg<Optional<Moment>> since =
      Arg.option("D", Moment::new, "from this time on: a day, a time, or 7d ago", "--since");
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
      Arg.option("N", Numbers::parse, "at most so many", "--limit");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "audit",
            "Shows a model's audit log, newest first.",
            model,
            since,
            until,
            by,
            operation,
            version,
            alias,
            limit)
        .json(
            "{\"model\",\"entries\":[{\"id\",\"operation\",\"by\":{\"name\",\"email\"},\"at\","
                + "\"subject\",\"reason\",\"trailers\":{},\"moves\":[{\"ref\",\"from\",\"to\"}]}]}")
        .note("The whole log with values before and after: git log -p refs/audit/log")
        .example("git model audit support-assistant --since 7d --operation alias");
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
    var request =
        new ReadAudit.Request(
            caller.model(model.value()),
            filter,
            limit.value().map(OptionalInt::of).orElseGet(OptionalInt::empty));
    List<AuditEntry> entries = caller.use().readAudit().apply(request);
    caller
        .out()
        .show(
            new Shape(request.model(), entries.stream().map(Entry::of).toList()),
            shown -> caller.out().table(List.of(), entries.stream().map(AuditCommand::row)));
    return ExitCode.DONE;
  }

  private static List<Cell> row(AuditEntry entry) {
    return List.of(
        new Cell(entry.id().abbreviated(), Style.YELLOW),
        Cell.of(Moment.shown(entry.at())),
        Cell.of(entry.by().name()),
        Cell.of(entry.operation()),
        Cell.of(entry.subject() + entry.reason().map(why -> "  (" + why + ")").orElse("")));
  }

  /** The JSON shape. */
  private record Shape(ModelName model, List<Entry> entries) {}

  /** One entry of it. */
  private record Entry(
      String id,
      String operation,
      Person by,
      Instant at,
      String subject,
      Optional<String> reason,
      java.util.Map<String, String> trailers,
      List<dev.gitmodel.model.RefMove> moves) {
    static Entry of(AuditEntry e) {
      return new Entry(
          e.id().hex(),
          e.operation(),
          new Person(e.by().name(), e.by().email()),
          e.at(),
          e.subject(),
          e.reason(),
          e.trailers(),
          e.moves());
    }
  }

  /** Who it was. */
  record Person(String name, String email) {}
}
