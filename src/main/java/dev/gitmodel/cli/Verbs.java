package dev.gitmodel.cli;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.RegistryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The table of contents: each verb's command, made only when its name is called. */
final class Verbs {
  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "experiment", ExperimentCommand.WAYS,
          "audit", List.of("verify", "checkpoint", "reconcile"),
          "hook", List.of("install"));

  private final Supplier<String> programVersion;

  Verbs(Supplier<String> programVersion) {
    this.programVersion = programVersion;
  }

  /** True where {@code next} is a part of the verb. */
  static boolean isGroup(String first, String next) {
    return GROUPS.getOrDefault(first, List.of()).contains(next);
  }

  /** The failure, with the part of the verb in its hint that was most likely meant by a word. */
  static RegistryException orMeant(RegistryException e, String verb, Optional<String> word) {
    return word.flatMap(typed -> DidYouMean.of(typed, GROUPS.getOrDefault(verb, List.of())))
        .map(part -> "did you mean git model " + verb + " " + part + "? " + e.hint())
        .map(hint -> new RegistryException(e.problem(), e.text(), hint, e.getCause()))
        .orElse(e);
  }

  /** INVALID, with the nearest verb, where there is none of that name. */
  Command command(String verb) {
    return switch (verb) {
      case "" -> new OverviewCommand(this, programVersion);
      case "help" -> new HelpCommand(this);
      case "completion" -> new CompletionCommand(this);
      case "install" -> new InstallCommand(InstallCommand.Way.IN, this, programVersion);
      case "uninstall" -> new InstallCommand(InstallCommand.Way.OUT, this, programVersion);
      case "init" -> new InitCommand();
      case "inspect" -> new InspectCommand();
      case "validate" -> new ValidateCommand();
      case "clone" -> new CloneCommand();
      case "release" -> new ReleaseCommand();
      case "push" -> new PushCommand();
      case "create" -> new CreateCommand();
      case "list" -> new ListCommand();
      case "info" -> new InfoCommand();
      case "versions" -> new VersionsCommand();
      case "resolve" -> new ResolveCommand();
      case "pull" -> new PullCommand();
      case "path" -> new PathCommand();
      case "verify" -> new VerifyCommand();
      case "compare" -> new CompareCommand();
      case "diff" -> new DiffCommand();
      case "lineage" -> new LineageCommand();
      case "bisect" -> new BisectCommand();
      case "blame" -> new BlameCommand();
      case "metrics" -> new MetricsCommand();
      case "history" -> new HistoryCommand();
      case "describe" -> new DescribeCommand();
      case "alias" -> new AliasCommand();
      case "rollback" -> new RollbackCommand();
      case "gate" -> new GateCommand();
      case "delete" -> new DeleteCommand();
      case "experiment" -> new ExperimentCommand();
      case "experiment start" -> new ExperimentStartCommand();
      case "experiment list" -> new ExperimentListCommand();
      case "experiment show" -> new ExperimentShowCommand();
      case "experiment promote" -> new ExperimentPromoteCommand();
      case "experiment delete" -> new ExperimentDeleteCommand();
      case "audit" -> new AuditCommand();
      case "audit checkpoint" -> new AuditCheckpointCommand();
      case "audit verify" -> new AuditVerifyCommand();
      case "audit reconcile" -> new AuditReconcileCommand();
      case "hook" -> new HookCommand();
      case "hook install" -> new HookInstallCommand();
      case "lfs-transfer" -> new LfsTransferCommand();
      case "textconv" -> new TextconvCommand();
      case "notify" -> new NotifyCommand();
      case "gc" -> new GcCommand();
      case "doctor" -> new DoctorCommand();
      case "config" -> new ConfigCommand();
      default -> throw unknown(verb);
    };
  }

  private static RegistryException unknown(String verb) {
    List<String> known = Chapter.verbsOfAll();
    return RegistryException.invalid(
        "'" + verb + "' is not a git-model verb",
        DidYouMean.of(verb, known)
            .map(near -> "did you mean: git model " + near)
            .orElse("git model shows what there is"));
  }
}
