package dev.gitmodel.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a mirror what a host has, refs and objects, by one fetch. */
final class HostFetch {
  private static final List<String> BEFORE =
      List.of(
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "gc.auto=0",
          "-c",
          "maintenance.auto=false",
          "-c",
          "fetch.writeCommitGraph=false",
          "-c",
          "fetch.parallel=1");
  private static final List<String> HOW =
      List.of(
          "fetch",
          "--atomic",
          "--prune",
          "--force",
          "--quiet",
          "--no-tags",
          "--no-write-fetch-head",
          "--no-recurse-submodules",
          "--no-auto-maintenance");

  private final StockGit git;
  private final HostAddress from;
  private final Path mirror;

  HostFetch(StockGit git, HostAddress from, Path mirror) {
    this.git = git;
    this.from = from;
    this.mirror = mirror;
  }

  /** All or nothing; called under the mirror's lock. */
  void all() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--git-dir=" + mirror);
    arguments.addAll(BEFORE);
    arguments.addAll(HOW);
    arguments.add("--");
    arguments.add(from.url());
    RefNames.KEPT.forEach(refs -> arguments.add("+" + refs + "*:" + refs + "*"));
    StockGit.Ended ended = git.run(arguments, line -> {});
    if (!ended.well()) {
      throw HostTrouble.of("fetch", from, ended.said());
    }
  }
}
