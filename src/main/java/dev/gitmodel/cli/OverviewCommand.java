package dev.gitmodel.cli;

import java.util.function.Supplier;

/** No verb at all: what there is, by chapter. */
final class OverviewCommand implements Command {
  private final Verbs verbs;
  private final Supplier<String> programVersion;
  private final Arg<Boolean> version = Arg.flag("print the program's version", "--version");

  OverviewCommand(Verbs verbs, Supplier<String> programVersion) {
    this.verbs = verbs;
    this.programVersion = programVersion;
  }

  @Override
  public Syntax syntax() {
    return Syntax.of("", "A model registry in which every model is a Git repository.", version)
        .json("with --version {\"version\"}")
        .note(
            "REF is [namespace/]name[@selector]; a selector is a version, an alias, latest,"
                + " branch:<branch>, a commit id or sha256:<digest>.");
  }

  @Override
  public int run(Caller caller) {
    Output out = caller.out();
    if (version.value()) {
      out.show(new Shape(programVersion.get()), shown -> out.line("git-model " + shown.version()));
      return ExitCode.DONE;
    }
    out.line("usage: git model VERB ...");
    for (Chapter chapter : Chapter.ALL) {
      out.line("");
      out.line(chapter.title(), Style.BOLD);
      out.table(
          20,
          chapter.verbs().stream()
              .map(verb -> Table.row("  " + verb, verbs.command(verb).syntax().summary())));
    }
    out.line("\n'git model VERB --help' shows how a verb is used.");
    return ExitCode.DONE;
  }

  /** The JSON shape. */
  private record Shape(String version) {}
}
