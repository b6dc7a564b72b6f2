package dev.gitmodel.cli;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Bisection;
import dev.gitmodel.registry.Bisection.Crossing;
import dev.gitmodel.registry.Bisection.Point;
import dev.gitmodel.registry.Bisection.Standard;
import dev.gitmodel.registry.Bisection.Step;
import dev.gitmodel.registry.Bisection.Way;
import dev.gitmodel.registry.Lineage.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for a bisection, the same in text and in Markdown. */
record BisectWords(Bisection found, Optional<String> command, boolean rehearsed) {
  private static final int NAMED = 20;

  private Standard standard() {
    return found.standard();
  }

  /** The answer in one sentence; empty where a rehearsal can't have one. */
  Optional<String> headline() {
    Optional<MetricValue> value = standard().value();
    if (value.isEmpty() || found.coverage().measured() < 2) {
      return Optional.empty();
    }
    String baseline =
        "%s %s its baseline %s (%s)"
            .formatted(
                standard().metric(),
                found.crossings().isEmpty() ? "never left" : "left",
                value.get(),
                standard().baseline());
    return Optional.of(
        baseline
            + found.crossings().stream()
                .findFirst()
                .map(first -> " " + place(first) + ": " + value(first) + gap(first))
                .orElseGet(this::neverLeft));
  }

  private String neverLeft() {
    return ": "
        + Words.count(found.coverage().measured(), "version")
        + " have it"
        + found
            .coverage()
            .worst()
            .map(worst -> ", the " + worstIs() + " after it is " + point(worst))
            .orElse("");
  }

  private String worstIs() {
    return standard()
        .direction()
        .map(way -> way == Direction.HIGHER ? "lowest" : "highest")
        .orElse("furthest off");
  }

  /** {@code at 1.7.0}, or {@code between 1.2.0 and 1.5.0} where it may be one in between. */
  String place(Crossing crossing) {
    Version at = crossing.at().version();
    if (crossing.between().isEmpty()) {
      return "at " + at;
    }
    return crossing.after().stream()
        .filter(step -> !step.between().isEmpty())
        .findFirst()
        .map(step -> "between " + step.from().version() + " and " + at)
        .orElse("by " + at);
  }

  /** {@code 0.91, -0.04}. */
  String value(Crossing crossing) {
    String difference = DiffWords.difference(crossing.difference());
    return crossing.at().value() + (difference.isEmpty() ? "" : ", " + difference);
  }

  private String gap(Crossing crossing) {
    List<Version> between = crossing.between();
    return between.isEmpty()
        ? ""
        : "; "
            + named(between)
            + (between.size() == 1 ? " has no " : " have no ")
            + standard().metric();
  }

  /** Which way, and for the first one that it is. */
  String way(Crossing crossing) {
    String way = crossing.way() == Way.LEFT ? "left" : "came back";
    return found.isFirst(crossing) ? "first " + way : way;
  }

  /** What it is compared with, and where it came from. */
  String before(Crossing crossing) {
    List<String> parts = new ArrayList<>();
    for (Step step : crossing.after()) {
      boolean merged = step.relation() == Relation.MERGED;
      parts.add((merged ? "after merged " : "after ") + point(step.from()));
    }
    if (crossing.after().isEmpty()) {
      parts.add("nothing before it has a value");
    }
    if (crossing.merged()) {
      parts.add(
          "came with "
              + crossing.like().stream().map(BisectWords::point).collect(Collectors.joining(", ")));
    }
    if (!crossing.between().isEmpty()) {
      parts.add("without a value: " + named(crossing.between()));
    }
    return String.join("; ", parts);
  }

  private static String point(Point point) {
    return point.value() + " (" + point.version() + ")";
  }

  /** The first few by name. */
  static String named(Collection<Version> versions) {
    String first = Words.joined(versions.stream().limit(NAMED).toList());
    int more = versions.size() - NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** What of it is to be known beside the crossings. */
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    fact(facts, "without " + standard().metric(), found.coverage().without());
    fact(facts, "no number", found.coverage().texts());
    fact(facts, "can't be tested", found.work().untestable());
    if (!found.work().measured().isEmpty()) {
      facts.add(
          "measured and recorded: "
              + found.work().measured().stream()
                  .map(BisectWords::point)
                  .collect(Collectors.joining(", ")));
    }
    if (rehearsed && command.isPresent()) {
      facts.add(todo(command.get()));
    }
    return facts;
  }

  private static void fact(List<String> facts, String what, List<Version> versions) {
    if (!versions.isEmpty()) {
      facts.add(what + ": " + named(versions));
    }
  }

  private String todo(String with) {
    List<String> next =
        found.work().next().stream()
            .map(v -> Reference.to(standard().model(), v).toString())
            .toList();
    return next.isEmpty()
        ? "Nothing to do: " + standard().model() + " has every value that is needed"
        : "Would measure "
            + String.join(", ", next)
            + (found.work().about() > next.size() ? " first, about " : ", about ")
            + Words.count(found.work().about(), "version")
            + " in all, with: "
            + with;
  }

  /** Talk beside the answer. */
  List<String> remarks() {
    return standard().direction().isPresent()
        ? List.of()
        : List.of(
            "whether more or less of "
                + standard().metric()
                + " is better is not known, so any difference counts; --direction says it, or"
                + " metrics in registry.yaml");
  }

  /** How to find the one version out of several. */
  Optional<String> hint() {
    boolean open =
        found.crossings().stream().findFirst().stream().anyMatch(c -> !c.between().isEmpty());
    return command.isPresent() || !open
        ? Optional.empty()
        : Optional.of(
            "measure what lies between with: git model bisect "
                + standard().model()
                + " --metric "
                + standard().metric()
                + " --command CMD");
  }
}
