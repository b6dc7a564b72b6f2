package dev.gitmodel.app;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@link WarmUp} types; a plus stands for a blank inside of an argument. Each line brings
 * classes that a verb needs and no line before it does: where a verb is missing here it starts from
 * the jar, which takes twice as long.
 */
final class WarmUpLines {
  /** Makes a registry of three models, and changes it in every common way. */
  static final List<String> WRITING =
      List.of(
          "",
          "init blank",
          "validate blank",
          "inspect one",
          "push data --name acme/data --version 1.0.0",
          "push one --name acme/model --version 1.0.0 --alias champion --metric f1=0.9",
          "push two --name acme/model --bump minor --metric f1=0.8 --json",
          "push one --name acme/model --bump minor --metric f1=0.6",
          "push one --name acme/model --bump minor --metric f1=0.7",
          "push two --name acme/adapter --version 1.0.0",
          "push large --name acme/large --version 1.0.0",
          "alias acme/model@1.1.0 champion",
          "alias acme/model",
          "rollback acme/model champion --reason warm",
          "metrics acme/model loss=0.1",
          "metrics acme/model --json",
          "describe acme/model warm",
          "gate acme/model --alias champion",
          "experiment start acme/model trial",
          "experiment list acme/model");

  /**
   * Typed when the indexes of what was written can be used, and twice: they are made the first
   * time.
   */
  static final List<String> READING =
      List.of(
          "list",
          "list --json",
          "list --sort updated --limit 2",
          "list --search warm",
          "list --where metrics.f1>0.5+and+license=mit+and+not+(alias=stable+or+tags~x)",
          "list --where hyperparameters.epochs>=1+and+updated>2020-01-01 --json",
          "list --at 2099-01-01",
          "list --at 0d --json",
          "info acme/model",
          "info acme/model@champion --json",
          "versions acme/model",
          "versions acme/model --json",
          "versions acme/model --sort f1 --desc --limit 1",
          "versions acme/model --at 2099-01-01",
          "resolve acme/model@champion",
          "resolve acme/model --json",
          "resolve acme/model@1.1.0 --at 2099-01-01T00:00:00Z",
          "metrics acme/model",
          "describe acme/model",
          "compare acme/model 1.0.0 1.1.0",
          "compare acme/model 1.0.0 1.1.0 --format markdown",
          "compare acme/model 1.0.0 1.1.0 --json",
          "history acme/model",
          "history acme/model --metric f1",
          "diff acme/model@1.0.0 acme/model@1.1.0",
          "diff acme/model@1.0.0 acme/model@1.1.0 --json",
          "blame acme/model",
          "blame acme/model --history license",
          "bisect acme/model --metric f1",
          "lineage acme/adapter",
          "lineage acme/adapter --json",
          "lineage acme/model@1.1.0 --down",
          "audit acme/model",
          "audit acme/model --json",
          "audit acme/model --format jsonl",
          "audit acme/model --format csv",
          "audit verify acme/model",
          "verify acme/model");

  /** What remains, the last of it destructive. */
  static final List<String> ENDING =
      List.of(
          "push large --name acme/large --bump minor",
          "push large --name acme/large --bump minor",
          "push large --name acme/large --bump minor --dry-run",
          "pull acme/model -o pulled",
          "pull acme/model@1.1.0 -o pulled",
          "pull acme/large -o pulled-large",
          "path acme/model",
          "path acme/model",
          "delete acme/model@1.3.0 --yes",
          "gc --dry-run",
          "gc",
          "gc",
          "diff acme/model@1.1.0 acme/model@1.2.0",
          "verify acme/model",
          "doctor",
          "config",
          "help pull");

  /** On a host; these need git, so no archive depends on them. */
  static final List<String> ELSEWHERE =
      List.of(
          "push blank --version 1.0.0 --alias champion",
          "resolve blank@champion",
          "alias blank@1.0.0 stable",
          "metrics blank loss=0.1",
          "list",
          "pull blank -o from-host");

  // Those that load the least of JGit, and are answered from the index.
  private static final Set<String> SHORT =
      Set.of(
          "list",
          "info",
          "versions",
          "resolve",
          "compare",
          "metrics",
          "history",
          "describe",
          "alias",
          "lineage");

  private WarmUpLines() {}

  /** Of the lines that write and read, those of the verbs that the launcher takes for short. */
  static List<String> shortVerbs() {
    return Stream.concat(WRITING.stream(), READING.stream())
        .filter(line -> SHORT.contains(line.split(" ", 2)[0]))
        .toList();
  }
}
