package dev.gitmodel.cli;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Takes a command line to the one command it names, and what comes of it to an exit code.
 * Everything thrown is caught here, once.
 */
public final class FrontDoor {
  private final Terminal terminal;
  private final House.Opening opening;
  private final BugLog bugs;
  private final Verbs verbs;

  /** {@code version} is the program's own; reading it takes time. */
  public FrontDoor(
      Terminal terminal, House.Opening opening, BugLog bugs, Supplier<String> version) {
    this.terminal = terminal;
    this.opening = opening;
    this.bugs = bugs;
    this.verbs = new Verbs(version);
  }

  /** Loads what every command line takes, for a caller who has another thread to spare. */
  public static void warmUp() {
    Syntax.warmUp();
  }

  /** Does what the command line says; the exit code. */
  public int run(List<String> argv) {
    Output stammer = new Output(terminal, Asked.guess(argv));
    return guarded(stammer, argv, () -> answer(argv));
  }

  private int answer(List<String> argv) {
    Line line = Line.of(argv);
    Command command = verbs.command(line.verb());
    Globals globals = new Globals();
    parse(command.syntax(), globals, line);
    Output out = new Output(terminal, globals.asked());
    return guarded(
        out,
        argv,
        () -> {
          if (globals.help()) {
            out.line(command.syntax().help().stripTrailing());
            return ExitCode.DONE;
          }
          House house = opening.open(globals.asked(), out::warning);
          int code = run(command, new Caller(out, house), line);
          // Before others are told, which may take a while.
          out.flush();
          house.tell();
          return code;
        });
  }

  /** What is no part of a verb is taken for a model, which there is none of. */
  private static int run(Command command, Caller caller, Line line) {
    try {
      return command.run(caller);
    } catch (RegistryException e) {
      throw e.problem() == Problem.NOT_FOUND ? Verbs.orMeant(e, line.verb(), line.word()) : e;
    }
  }

  private static void parse(Syntax syntax, Globals globals, Line line) {
    try {
      syntax.parser(globals).parseArgs(line.arguments().toArray(String[]::new));
    } catch (UnmatchedArgumentException e) {
      throw Verbs.orMeant(new Misread(syntax, globals).of(e), line.verb(), line.word());
    } catch (ParameterException e) {
      throw new Misread(syntax, globals).of(e);
    }
  }

  /** The one place where failures become messages and exit codes. */
  private int guarded(Output out, List<String> argv, IntSupplier work) {
    try {
      int code = work.getAsInt();
      out.flush();
      return code;
    } catch (RegistryException e) {
      return failed(out, e);
    } catch (Channel.Closed e) {
      return BrokenPipe.behind(e)
          ? ExitCode.BROKEN_PIPE
          : failed(
              out,
              new RegistryException(
                  Problem.STORAGE,
                  "can't write the answer",
                  "what was done stands in: git model audit MODEL",
                  e));
    } catch (RuntimeException | Error e) {
      out.apology("this is a bug in git-model, sorry: " + e.getClass().getSimpleName());
      out.apology("what happened is written down in " + bugs.record(e, argv));
      return ExitCode.BUG;
    }
  }

  private static int failed(Output out, RegistryException e) {
    try {
      out.error(e);
    } catch (Channel.Closed nobodyReads) {
      // The exit code still says it.
    }
    return ExitCode.of(e.problem());
  }

  /**
   * A command line's verb, its arguments with the options that stood before it, and the first word
   * behind it that is no option.
   */
  record Line(String verb, List<String> arguments, Optional<String> word) {
    static Line of(List<String> argv) {
      List<String> arguments = new ArrayList<>();
      int at = 0;
      while (at < argv.size() && argv.get(at).startsWith("-")) {
        boolean takesNext = argv.get(at).equals(Globals.REGISTRY) && at + 1 < argv.size();
        arguments.add(argv.get(at++));
        if (takesNext) {
          arguments.add(argv.get(at++));
        }
      }
      String verb = at < argv.size() ? argv.get(at++) : "";
      if (at < argv.size() && Verbs.isGroup(verb, argv.get(at))) {
        verb += " " + argv.get(at++);
      }
      arguments.addAll(argv.subList(at, argv.size()));
      while (at < argv.size() && argv.get(at).startsWith("-")) {
        at++;
      }
      Optional<String> word = at < argv.size() ? Optional.of(argv.get(at)) : Optional.empty();
      return new Line(Printable.of(verb), arguments, word);
    }
  }
}
