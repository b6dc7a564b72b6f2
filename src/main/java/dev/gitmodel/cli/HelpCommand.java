package dev.gitmodel.cli;

import java.util.List;

/** {@code help}: how a verb is used. */
final class HelpCommand implements Command {
  private final Verbs verbs;
  private final Arg<List<String>> verb = Arg.rest("VERB", s -> s, "the verb; none shows them all");

  HelpCommand(Verbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Syntax syntax() {
    return Syntax.of("help", "Shows how a verb is used.", verb).example("git model help push");
  }

  @Override
  public int run(Caller caller) {
    String name = String.join(" ", verb.value());
    Command command = verbs.command(name);
    if (name.isEmpty()) {
      command.syntax().parser(new Globals()).parseArgs();
      return command.run(caller);
    }
    caller.out().line(command.syntax().help().stripTrailing());
    return ExitCode.DONE;
  }
}
