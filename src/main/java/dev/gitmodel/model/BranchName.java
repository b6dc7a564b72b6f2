package dev.gitmodel.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** A branch by its short name: {@code main}, {@code exp/<name>} or another. */
public record BranchName(String text) implements Comparable<BranchName> {
  private static final Pattern GRAMMAR =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,95}(/[A-Za-z0-9_][A-Za-z0-9._+-]{0,95}){0,4}");

  /** The baseline. */
  public static final BranchName MAIN = new BranchName("main");

  private static final String EXPERIMENTS = "exp/";
  private static final String ALIASES = "alias/";

  public BranchName {
    if (text.startsWith(ALIASES)) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is kept for the branch of an alias",
          "move the alias itself: git model alias REF ALIAS");
    }
    boolean reserved =
        text.contains("..")
            || (text + "/").contains("./")
            || (text + "/").contains(".lock/")
            || text.equalsIgnoreCase("head");
    if (reserved || !GRAMMAR.matcher(text).matches()) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is not a branch name",
          "a branch is made of letters, digits, . _ + - and /, for example exp/lower-rate");
    }
  }

  /** The branch, or empty where {@code text} can't be one of ours. */
  public static Optional<BranchName> tryParse(String text) {
    try {
      return Optional.of(new BranchName(text));
    } catch (RegistryException notOurs) {
      return Optional.empty();
    }
  }

  /** The branch of the experiment {@code name}. */
  public static BranchName experiment(ExperimentName name) {
    return new BranchName(EXPERIMENTS + name);
  }

  /** The experiment whose branch this is. */
  public Optional<ExperimentName> experiment() {
    return text.startsWith(EXPERIMENTS)
        ? ExperimentName.tryParse(text.substring(EXPERIMENTS.length()))
        : Optional.empty();
  }

  @Override
  public int compareTo(BranchName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
