package dev.gitmodel.cli;

import dev.gitmodel.cli.Table.Cell;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.notify.Notifier;
import dev.gitmodel.notify.Start;
import dev.gitmodel.notify.Told;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Outbox.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code notify}: tells whom the policy names of what they were not told yet. */
final class NotifyCommand implements Command {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Arg<Optional<TypedModel>> model =
      Arg.optional("MODEL", TypedModel::parse, "the model; else every one");
  private final Arg<Boolean> list =
      Arg.flag("show who is told, how much waits, and what went wrong last", "--list");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "notify",
            "Tells whom registry.yaml names, by mail or webhook, of what they were not told yet.",
            model,
            list,
            writing.arg())
        .json(
            "{\"dry_run\",\"destinations\":[{\"model\",\"to\",\"entries\":[{\"id\",\"subject\"}],"
                + "\"waiting\",\"failure\":{\"at\",\"why\"}}]}")
        .note(
            "A write to a registry in a folder, and the post-receive hook of a host, tell by"
                + " themselves, for ten seconds; what could not be told then waits for the next"
                + " write, or for this. For a registry on a host without the hook, call it from"
                + " cron or CI: always from the same place, because there is kept who was told.")
        .note(
            "Each message is sent at least once, and in order. A webhook gets the entry as audit"
                + " --json prints it, with webhook-id, webhook-timestamp and webhook-signature as"
                + " Standard Webhooks says; one that comes twice has the same webhook-id.")
        .note(
            "Mail is sent as git send-email is set up: sendemail.smtpServer, smtpServerPort,"
                + " smtpEncryption, smtpUser, from. A webhook on this machine or in its network is"
                + " refused but for git config model.notifyLocal true.")
        .note(
            "Exit 0 where everybody was told, 7 where somebody could not be. Who is new in"
                + " registry.yaml is told from then on.")
        .example("git model notify --list")
        .example("git model notify acme/support-assistant");
  }

  @Override
  public int run(Caller caller) {
    Notifier notifier = caller.house().notifier();
    List<Told> all = new ArrayList<>();
    Optional<ModelName> one = model.value().map(caller::model);
    one.ifPresent(notifier::requireThere);
    for (ModelName name : one.map(List::of).orElseGet(notifier::models)) {
      all.addAll(
          list.value() || writing.rehearsed()
              ? notifier.waiting(name)
              : notifier.tell(name, new Start.Now(), LIMIT));
    }
    caller.out().show(shape(all), shown -> print(caller.out(), all));
    boolean stuck = all.stream().anyMatch(t -> t.waiting() > 0);
    return list.value() || writing.rehearsed() || !stuck
        ? ExitCode.DONE
        : ExitCode.of(Problem.UNAVAILABLE);
  }

  private void print(Output out, List<Told> all) {
    if (list.value() && all.isEmpty()) {
      out.hint("registry.yaml names nobody to tell: git model validate --schema registry");
      return;
    }
    if (list.value()) {
      out.table(
          List.of("MODEL", "TO", "WAITING", "LAST FAILURE"), all.stream().map(NotifyCommand::row));
      return;
    }
    for (Told told : all) {
      if (writing.rehearsed()) {
        told.entries().forEach(e -> out.report("Would tell " + told.to() + ": " + of(told, e)));
      } else {
        told.entries().forEach(e -> out.report("Told " + told.to() + ": " + of(told, e)));
        if (told.waiting() > 0) {
          warn(out, told);
        }
      }
    }
    if (all.stream().allMatch(told -> told.entries().isEmpty() && told.waiting() == 0)) {
      out.report("Nothing to do: all were told");
    }
  }

  private static String of(Told told, AuditEntry entry) {
    return told.model() + ", " + entry.subject();
  }

  private static void warn(Output out, Told told) {
    String why = told.failure().map(Failure::why).orElse("there was no more time");
    out.warning(
        told.to() + " was not told of " + told.model() + " (" + told.waiting() + " wait): " + why);
    if (!told.hint().isEmpty()) {
      out.hint(told.hint());
    }
  }

  private static List<Cell> row(Told told) {
    return Table.row(
        told.model().toString(),
        told.to().toString(),
        String.valueOf(told.waiting()),
        told.failure().map(f -> Moment.shown(f.at()) + "  " + f.why()).orElse("-"));
  }

  /** What {@code doctor} is to say of a model: who could not be told. */
  static List<Finding> stuck(Notifier notifier, ModelName model) {
    try {
      return notifier.tells(model)
          ? notifier.waiting(model).stream()
              .filter(told -> told.waiting() > 0 && told.failure().isPresent())
              .map(NotifyCommand::finding)
              .toList()
          : List.of();
    } catch (RegistryException unreadable) {
      // Which the rest of the examination says in better words.
      return List.of();
    }
  }

  private static Finding finding(Told told) {
    return new Finding(
        told.model() + ": " + told.to(),
        "was not told of " + told.waiting() + ": " + told.failure().map(Failure::why).orElse(""),
        "git model notify " + told.model());
  }

  private Shape shape(List<Told> all) {
    return new Shape(
        writing.rehearsed(),
        all.stream()
            .map(
                told ->
                    new Destination(
                        told.model(),
                        told.to().toString(),
                        told.entries().stream()
                            .map(e -> new Entry(e.id().hex(), e.subject()))
                            .toList(),
                        told.waiting(),
                        told.failure()))
            .toList());
  }

  /** The JSON shape. */
  private record Shape(boolean dryRun, List<Destination> destinations) {}

  private record Destination(
      ModelName model, String to, List<Entry> entries, long waiting, Optional<Failure> failure) {}

  private record Entry(String id, String subject) {}
}
