package dev.gitmodel.cli;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that does not fit the syntax, in our words instead of picocli's. */
final class Misread {
  private final Syntax syntax;
  private final List<String> options;
  private final String verb;

  Misread(Syntax syntax, Globals globals) {
    this.syntax = syntax;
    this.options =
        Stream.concat(syntax.args().stream(), globals.args().stream())
            .flatMap(arg -> arg.names().stream())
            .toList();
    this.verb = (Syntax.PROGRAM + " " + syntax.verb()).strip();
  }

  /** INVALID: what was not understood, and what to type next. */
  RegistryException of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched().get(0));
    }
    if (e instanceof MissingParameterException missing) {
      return missing(missing.getMissing());
    }
    if (e instanceof OverwrittenOptionException twice) {
      return invalid(name(twice.getOverwritten()) + " is given twice", "give it once; " + help());
    }
    String said = String.valueOf(e.getMessage());
    if (e instanceof MaxValuesExceededException) {
      // It has the name only in what it says.
      String flag =
          options.stream().filter(o -> said.contains("'" + o + "'")).findFirst().orElse("it");
      return invalid(flag + " takes no value", "write " + flag + " alone");
    }
    return invalid(said, help());
  }

  private RegistryException unknown(String word) {
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    // One that is known stands behind a --, and so is a word.
    if (word.startsWith("-") && !options.contains(name)) {
      // Every letter is near every other.
      String meant =
          DidYouMean.of(name, options)
              .filter(near -> name.length() > 2)
              .map(near -> "did you mean " + near + "? ")
              .orElse("");
      return invalid(verb + " has no option " + Printable.of(name), meant + help());
    }
    return invalid(
        verb + " takes no '" + Printable.of(word) + "' there",
        "it is written: " + syntax.synopsis());
  }

  private RegistryException missing(List<ArgSpec> missing) {
    if (missing.get(0) instanceof OptionSpec option) {
      return invalid(name(option) + " needs a value: " + option.paramLabel(), help());
    }
    return invalid(
        verb + " needs " + missing.get(0).paramLabel(), "it is written: " + syntax.synopsis());
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private String help() {
    return "see: " + verb + " --help";
  }

  private static RegistryException invalid(String text, String hint) {
    return RegistryException.invalid(text, hint);
  }
}
