package dev.gitmodel.cli;

/** {@code completion}: prints the completion script of a shell. */
final class CompletionCommand implements Command {
  private final Verbs verbs;
  private final Arg<String> shell = Arg.required("SHELL", s -> s, "bash, zsh or fish");

  CompletionCommand(Verbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Syntax syntax() {
    return Syntax.of("completion", "Prints the completion script of a shell.", shell)
        .note("It completes both git-model and git model. git model install puts it in place.")
        .example("source <(git model completion bash)");
  }

  @Override
  public int run(Caller caller) {
    caller.out().line(Completion.script(shell.value(), verbs).stripTrailing());
    return ExitCode.DONE;
  }
}
