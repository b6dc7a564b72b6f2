package dev.gitmodel.registry;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Signature;
import dev.gitmodel.registry.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds a version's evidence against rules; a metric that is missing or no number fails. */
record Gate(Policy policy) {
  /** {@code holder} is the version to be replaced: what regressions are measured against. */
  Verdict judge(List<GateRule> rules, Evidence candidate, Optional<Evidence> holder) {
    List<Outcome> outcomes = new ArrayList<>();
    for (GateRule rule : rules) {
      outcomes.add(judge(rule, candidate, holder));
    }
    return new Verdict(outcomes);
  }

  private Outcome judge(GateRule rule, Evidence candidate, Optional<Evidence> holder) {
    if (rule instanceof GateRule.Threshold r) {
      return threshold(r, candidate);
    }
    if (rule instanceof GateRule.Regression r) {
      return regression(r, candidate, holder);
    }
    return rule instanceof GateRule.Evaluated r ? evaluated(r, candidate) : signed(candidate);
  }

  private static Outcome threshold(GateRule.Threshold rule, Evidence candidate) {
    List<String> bounds = new ArrayList<>();
    rule.min().ifPresent(min -> bounds.add(rule.metric() + " >= " + plain(min)));
    rule.max().ifPresent(max -> bounds.add(rule.metric() + " <= " + plain(max)));
    String text = bounds.isEmpty() ? rule.metric() + " is a number" : String.join(", ", bounds);
    Optional<MetricValue> value = candidate.metrics().get().get(rule.metric());
    OptionalDouble number = value.map(MetricValue::number).orElse(OptionalDouble.empty());
    boolean passed =
        number.isPresent()
            && number.getAsDouble() >= rule.min().orElse(Double.NEGATIVE_INFINITY)
            && number.getAsDouble() <= rule.max().orElse(Double.POSITIVE_INFINITY);
    return new Outcome(text, shown(value), passed);
  }

  private Outcome regression(
      GateRule.Regression rule, Evidence candidate, Optional<Evidence> holder) {
    Direction direction = policy.direction(rule.metric());
    String better = direction == Direction.HIGHER ? "higher" : "lower";
    String text =
        rule.metric() + " at most " + plain(rule.most()) + " worse (" + better + " is better)";
    Optional<MetricValue> value = candidate.metrics().get().get(rule.metric());
    if (value.map(MetricValue::number).orElse(OptionalDouble.empty()).isEmpty()) {
      return new Outcome(text, shown(value), false);
    }
    if (holder.isEmpty()) {
      return new Outcome(text, shown(value) + ", no version to compare with", true);
    }
    Optional<MetricValue> reference = holder.get().metrics().get().get(rule.metric());
    String against = shown(value) + " against " + shown(reference) + " of " + version(holder.get());
    // In decimal: as binary floats 0.86 - 0.83 would be more than 0.03 worse.
    OptionalDouble gain =
        reference.map(was -> value.get().minus(was)).orElse(OptionalDouble.empty());
    if (gain.isEmpty()) {
      return new Outcome(text, against, false);
    }
    double worse = direction == Direction.HIGHER ? -gain.getAsDouble() : gain.getAsDouble();
    return new Outcome(text, against, worse <= rule.most());
  }

  private static Outcome evaluated(GateRule.Evaluated rule, Evidence candidate) {
    String text = rule.dataset().map(set -> "evaluated on " + set).orElse("evaluated");
    Optional<String> reports = candidate.evaluations().get().filter(r -> !r.isBlank());
    if (reports.isEmpty()) {
      return new Outcome(text, "no evaluation recorded", false);
    }
    boolean found = rule.dataset().map(set -> mentions(reports.get(), set)).orElse(true);
    return new Outcome(text, found ? "recorded" : "recorded on other datasets only", found);
  }

  /** A report says {@code dataset: <reference>}; a rule without a version means every version. */
  private static boolean mentions(String reports, String dataset) {
    return reports
        .lines()
        .map(line -> line.replaceFirst("^[\\s-]*", ""))
        .filter(line -> line.startsWith("dataset:"))
        .map(line -> line.substring("dataset:".length()).strip().replaceAll("^[\"']|[\"']$", ""))
        .anyMatch(named -> named.equals(dataset) || named.startsWith(dataset + "@"));
  }

  private static Outcome signed(Evidence candidate) {
    Signature signature = candidate.signature().get();
    if (signature instanceof Signature.Good good) {
      return new Outcome("signed", "by " + Printable.of(good.signer()), true);
    }
    String value =
        signature instanceof Signature.Bad bad ? Printable.of(bad.reason()) : "no signature";
    return new Outcome("signed", value, false);
  }

  private static String version(Evidence holder) {
    return holder.version().toString();
  }

  private static String shown(Optional<MetricValue> value) {
    return value.map(v -> Printable.of(v.toString())).orElse("not recorded");
  }

  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
