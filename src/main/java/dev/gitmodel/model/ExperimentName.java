package dev.gitmodel.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** An experiment's name: part of its branch and of its pre-release versions, so letters first. */
public record ExperimentName(String text) implements Comparable<ExperimentName> {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public ExperimentName {
    if (!GRAMMAR.matcher(text).matches()) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is not an experiment name",
          "an experiment is 1 to 63 of a-z 0-9 - and starts with a letter, for example exp-42");
    }
  }

  static Optional<ExperimentName> tryParse(String text) {
    return GRAMMAR.matcher(text).matches()
        ? Optional.of(new ExperimentName(text))
        : Optional.empty();
  }

  @Override
  public int compareTo(ExperimentName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
