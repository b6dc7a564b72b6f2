package dev.gitmodel.registry;

import java.util.List;

/** What a gate says of a version, rule by rule. */
public record Verdict(List<Outcome> outcomes) {
  /** Nothing was asked. */
  static final Verdict UNGUARDED = new Verdict(List.of());

  public Verdict {
    outcomes = List.copyOf(outcomes);
  }

  /** One rule as it reads, what the version shows, and whether that is enough. */
  public record Outcome(String rule, String value, boolean passed) {}

  /** True where every rule is met. */
  public boolean passed() {
    return outcomes.stream().allMatch(Outcome::passed);
  }

  /** The rules that are not met. */
  public List<Outcome> failures() {
    return outcomes.stream().filter(o -> !o.passed()).toList();
  }
}
