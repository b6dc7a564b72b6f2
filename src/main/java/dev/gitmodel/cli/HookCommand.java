package dev.gitmodel.cli;

import dev.gitmodel.hook.HookName;
import dev.gitmodel.hook.Hooks;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code hook NAME}: what Git calls before and after it takes something in. */
final class HookCommand implements Command {
  private static final Set<HookName> TOLD_MORE =
      Set.of(HookName.PRE_PUSH, HookName.PRE_RECEIVE, HookName.POST_RECEIVE);
  private static final int LONGEST_INPUT = 64 << 20;

  private final Arg<HookName> name =
      Arg.required("NAME", HookCommand::name, "the hook, as Git calls it");
  private final Arg<List<String>> args =
      Arg.rest("ARG", s -> s, "what Git calls it with; the rest is on standard input");

  @Override
  public Syntax syntax() {
    return Syntax.of("hook", "Answers a Git hook: exit 0 lets Git go on.", name, args)
        .note("Git calls it, where git model hook install has put a hook that does.")
        .example("git-model hook pre-commit");
  }

  @Override
  public int run(Caller caller) {
    HookName hook = name.value();
    String stdin = TOLD_MORE.contains(hook) ? input(caller) : "";
    Hooks.Answer answer =
        new Hooks(caller.house().hookGround()).answer(hook, new Hooks.Call(args.value(), stdin));
    answer.notes().forEach(caller.out()::note);
    answer.warnings().forEach(caller.out()::warning);
    answer
        .findings()
        .forEach(
            finding ->
                caller
                    .out()
                    .error(
                        new RegistryException(
                            Problem.REFUSED,
                            finding.subject() + ": " + finding.matter(),
                            finding.hint())));
    return ExitCode.yesOrNo(answer.findings().isEmpty());
  }

  private static HookName name(String text) {
    try {
      return HookName.parse(text);
    } catch (RegistryException e) {
      throw Verbs.orMeant(e, "hook", Optional.of(text));
    }
  }

  private static String input(Caller caller) {
    try {
      // Buffered, because a pipe itself can't be read so: Java asks it where it stands.
      InputStream in = new BufferedInputStream(caller.out().streams().in());
      byte[] all = in.readNBytes(LONGEST_INPUT + 1);
      if (all.length > LONGEST_INPUT) {
        throw RegistryException.invalid("more refs than anybody has", "push them in parts");
      }
      return new String(all, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new RegistryException(Problem.STORAGE, "can't read what Git says", "", e);
    }
  }
}
