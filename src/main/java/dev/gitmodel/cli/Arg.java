package dev.gitmodel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * One option or parameter of a command: how it is written, what it means, and, once the command
 * line was parsed, its value as {@code T}.
 *
 * <p>Built in code and not from annotations because reading those takes 30 ms of every start.
 */
final class Arg<T> {
  /** How often it may be given, and whether it takes a value. */
  private enum Shape {
    FLAG,
    ONE,
    MANY
  }

  private final Shape shape;
  private final boolean required;
  private final List<String> names;
  private final String label;
  private final String description;
  private final Function<List<String>, T> reading;
  private @Nullable ArgSpec spec;

  private Arg(Shape shape, boolean required, Words words, Function<List<String>, T> reading) {
    this.shape = shape;
    this.required = required;
    this.names = words.names;
    this.label = words.label;
    this.description = words.description;
    this.reading = reading;
  }

  /** What people see of an argument. */
  private record Words(String label, String description, List<String> names) {}

  /** {@code --force}: given or not. */
  static Arg<Boolean> flag(String description, String... names) {
    return new Arg<>(
        Shape.FLAG, false, new Words("", description, List.of(names)), given -> !given.isEmpty());
  }

  /** {@code --to V}: at most once. */
  static <T> Arg<Optional<T>> option(
      String label, Function<String, T> parse, String description, String... names) {
    return new Arg<>(
        Shape.ONE,
        false,
        new Words(label, description, List.of(names)),
        given -> given.isEmpty() ? Optional.empty() : Optional.of(parse.apply(given.get(0))));
  }

  /** {@code --include GLOB --include GLOB}: any number of times. */
  static <T> Arg<List<T>> options(
      String label, Function<String, T> parse, String description, String... names) {
    return new Arg<>(
        Shape.MANY,
        false,
        new Words(label, description, List.of(names)),
        given -> all(given, parse));
  }

  private static <T> List<T> all(List<String> given, Function<String, T> parse) {
    List<T> all = new ArrayList<>(given.size());
    for (String one : given) {
      all.add(parse.apply(one));
    }
    return List.copyOf(all);
  }

  /** A word that must stand there. */
  static <T> Arg<T> required(String label, Function<String, T> parse, String description) {
    return new Arg<>(
        Shape.ONE,
        true,
        new Words(label, description, List.of()),
        given -> parse.apply(given.get(0)));
  }

  /** A word that may stand there. */
  static <T> Arg<Optional<T>> optional(
      String label, Function<String, T> parse, String description) {
    return option(label, parse, description);
  }

  /** All words that are left. */
  static <T> Arg<List<T>> rest(String label, Function<String, T> parse, String description) {
    return options(label, parse, description);
  }

  boolean isOption() {
    return !names.isEmpty();
  }

  String description() {
    return description;
  }

  String label() {
    return label;
  }

  List<String> names() {
    return names;
  }

  boolean takesValue() {
    return shape != Shape.FLAG;
  }

  /** As the usage line shows it: {@code REF}, {@code [-o DIR]}, {@code [--include GLOB]...}. */
  String synopsis() {
    String name = names.isEmpty() ? "" : names.get(0);
    String word = (name + " " + label).strip();
    return (required ? word : "[" + word + "]") + (shape == Shape.MANY ? "..." : "");
  }

  /** Makes the picocli form of it; a positional one stands at {@code position}. */
  ArgSpec declare(int position) {
    ArgSpec made = isOption() ? asOption() : asPositional(position);
    spec = made;
    return made;
  }

  private ArgSpec asOption() {
    var builder =
        OptionSpec.builder(names.toArray(String[]::new)).paramLabel(label).description(description);
    return switch (shape) {
      case FLAG ->
          builder.type(boolean.class).arity("0").usageHelp(names.contains("--help")).build();
      case ONE -> builder.type(String.class).arity("1").build();
      case MANY -> builder.type(String[].class).arity("1").build();
    };
  }

  private ArgSpec asPositional(int position) {
    var builder = PositionalParamSpec.builder().paramLabel(label).description(description);
    return shape == Shape.MANY
        ? builder.type(String[].class).index(position + "..*").arity("0..*").build()
        : builder
            .type(String.class)
            .index(String.valueOf(position))
            .arity(required ? "1" : "0..1")
            .required(required)
            .build();
  }

  /** What was typed; INVALID where it can't be read as a {@code T}. */
  T value() {
    if (spec == null) {
      throw new IllegalStateException(label + " was never declared in a syntax");
    }
    return reading.apply(typed(spec.getValue()));
  }

  private static List<String> typed(@Nullable Object value) {
    if (value instanceof String[] many) {
      return List.of(many);
    }
    if (value instanceof String one) {
      return List.of(one);
    }
    return Boolean.TRUE.equals(value) ? List.of("true") : List.of();
  }
}
