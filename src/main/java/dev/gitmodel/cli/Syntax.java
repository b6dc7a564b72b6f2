package dev.gitmodel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * How a verb is written and what it is for: the one source of its parser, help, man page and
 * completion. {@code json} is the stable shape of what {@code --json} prints.
 */
record Syntax(
    String verb,
    String summary,
    List<Arg<?>> args,
    Optional<String> json,
    List<String> notes,
    List<String> examples) {
  static final String PROGRAM = "git model";
  private static final int WIDTH = 80;
  private static final Object PICOCLI = new Object();
  // Read and written by whoever holds PICOCLI.
  private static boolean started;
  private static final CommandLine.IFactory NO_FACTORY =
      new CommandLine.IFactory() {
        @Override
        public <K> K create(Class<K> type) {
          throw new UnsupportedOperationException("nothing is made by reflection: " + type);
        }
      };

  Syntax {
    args = List.copyOf(args);
    notes = List.copyOf(notes);
    examples = List.copyOf(examples);
  }

  static Syntax of(String verb, String summary, Arg<?>... args) {
    return new Syntax(verb, summary, List.of(args), Optional.empty(), List.of(), List.of());
  }

  /** Documents what {@code --json} prints. */
  Syntax json(String shape) {
    return new Syntax(verb, summary, args, Optional.of(shape), notes, examples);
  }

  /** Adds a paragraph. */
  Syntax note(String paragraph) {
    return new Syntax(verb, summary, args, json, plus(notes, paragraph), examples);
  }

  /** Adds an example, as typed. */
  Syntax example(String line) {
    return new Syntax(verb, summary, args, json, notes, plus(examples, line));
  }

  private static List<String> plus(List<String> list, String item) {
    List<String> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }

  /** {@code git model pull REF [-o DIR]}. */
  String synopsis() {
    return (PROGRAM + " " + verb).strip()
        + args.stream().map(a -> " " + a.synopsis()).collect(Collectors.joining());
  }

  /** The same for people, broken between arguments only; the first line stands behind "Usage: ". */
  private String[] synopsisLines() {
    String begin = (PROGRAM + " " + verb).strip();
    String indent = " ".repeat("Usage: ".length() + begin.length());
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("Usage: " + begin);
    for (Arg<?> arg : args) {
      if (line.length() + 1 + arg.synopsis().length() > WIDTH && line.length() > indent.length()) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(' ').append(arg.synopsis());
    }
    lines.add(line.toString());
    lines.set(0, lines.get(0).substring("Usage: ".length()));
    return lines.toArray(String[]::new);
  }

  /**
   * Loads picocli, for a caller who has another thread to spare; whoever needs a parser meanwhile
   * waits, so that no two threads initialize its classes.
   */
  static void warmUp() {
    synchronized (PICOCLI) {
      if (!started) {
        started = true;
        of("", "").build(new Globals()).parseArgs();
      }
    }
  }

  /** A parser of this syntax and of {@code globals}, which are valid with every verb. */
  CommandLine parser(Globals globals) {
    synchronized (PICOCLI) {
      started = true;
      return build(globals);
    }
  }

  private CommandLine build(Globals globals) {
    // A factory of our own, which is never asked: picocli's looks for Groovy in the jar first.
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(null, NO_FACTORY)
            .name(verb.substring(verb.lastIndexOf(' ') + 1));
    int position = 0;
    for (Arg<?> arg : args) {
      var declared = arg.declare(position);
      if (declared instanceof OptionSpec option) {
        spec.addOption(option);
      } else {
        spec.addPositional((PositionalParamSpec) declared);
        position++;
      }
    }
    spec.addArgGroup(everywhere(globals));
    // A reference such as @champion is a word, not the name of a file with arguments.
    return new CommandLine(spec, NO_FACTORY).setExpandAtFiles(false).setInterpolateVariables(false);
  }

  private static ArgGroupSpec everywhere(Globals globals) {
    var group =
        ArgGroupSpec.builder().exclusive(false).validate(false).heading("%nWith every verb:%n");
    globals.args().forEach(arg -> group.addArg(arg.declare(0)));
    return group.build();
  }

  /** The help text. */
  String help() {
    CommandLine parser = parser(new Globals());
    parser
        .getCommandSpec()
        .usageMessage()
        .customSynopsis(synopsisLines())
        .description(summary)
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading(args.stream().anyMatch(Arg::isOption) ? "%n" : "")
        .width(WIDTH);
    return parser.getUsageMessage(CommandLine.Help.Ansi.OFF) + footer();
  }

  private String footer() {
    StringBuilder out = new StringBuilder();
    notes.forEach(note -> out.append('\n').append(Wrap.at(WIDTH, "", note)));
    if (!examples.isEmpty()) {
      out.append("\nExamples:\n");
      examples.forEach(example -> out.append("  ").append(example).append('\n'));
    }
    json.ifPresent(
        shape -> out.append("\nWith --json it prints:\n").append(Wrap.at(WIDTH, "  ", shape)));
    return out.toString();
  }
}
