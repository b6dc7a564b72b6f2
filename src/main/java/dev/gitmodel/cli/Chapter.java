package dev.gitmodel.cli;

import java.util.List;

/** The verbs by what one wants to do, in the order of the overview. */
record Chapter(String title, List<String> verbs) {
  static final List<Chapter> ALL =
      List.of(
          new Chapter(
              "Publish",
              List.of("init", "create", "inspect", "validate", "push", "clone", "release")),
          new Chapter(
              "Find and fetch",
              List.of("list", "info", "versions", "resolve", "pull", "path", "verify")),
          new Chapter(
              "Compare and decide",
              List.of(
                  "compare",
                  "diff",
                  "metrics",
                  "history",
                  "describe",
                  "alias",
                  "rollback",
                  "gate",
                  "delete")),
          new Chapter(
              "Experiment",
              List.of(
                  "experiment start",
                  "experiment list",
                  "experiment show",
                  "experiment promote",
                  "experiment delete")),
          new Chapter(
              "Trace and audit",
              List.of(
                  "lineage",
                  "bisect",
                  "blame",
                  "audit",
                  "audit checkpoint",
                  "audit reconcile",
                  "audit verify")),
          new Chapter(
              "Care",
              List.of(
                  "gc",
                  "doctor",
                  "notify",
                  "hook install",
                  "config",
                  "completion",
                  "install",
                  "uninstall",
                  "help")));

  /** What stands in no chapter: a verb of others, and what Git and git-lfs call by themselves. */
  static final List<String> REST = List.of("experiment", "hook", "lfs-transfer", "textconv");

  /** Every verb that a user types. */
  static List<String> verbsOfAll() {
    return ALL.stream().flatMap(chapter -> chapter.verbs().stream()).toList();
  }
}
