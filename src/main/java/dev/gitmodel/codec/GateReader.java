package dev.gitmodel.codec;

import dev.gitmodel.model.GateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@code require:} asks of a version, as gate rules in the order of the file. */
final class GateReader {
  static final Rule METRIC = new Rule("[A-Za-z_][A-Za-z0-9_.@/%+-]{0,127}", 128, "a metric's name");
  private static final Rule DATASET = new Rule("\\S+", 512, "a dataset");

  private GateReader() {}

  static List<GateRule> gates(Cursor require) {
    List<GateRule> gates = new ArrayList<>();
    require.fields("metrics", "evaluation", "signature");
    require
        .each("metrics")
        .forEach(
            (metric, bounds) -> {
              bounds.key(METRIC);
              bounds(metric, bounds, gates);
            });
    require.at("evaluation").flatMap(GateReader::evaluated).ifPresent(gates::add);
    if (require.at("signature").filter(Cursor::isTrue).isPresent()) {
      gates.add(new GateRule.Signed());
    }
    return gates;
  }

  private static void bounds(String metric, Cursor bounds, List<GateRule> gates) {
    Map<String, Cursor> fields = bounds.fields("min", "max", "max_regression");
    if (fields.isEmpty()) {
      bounds.refuse("min, max or max_regression was expected");
    }
    Optional<Double> min = bounds.at("min").flatMap(Cursor::number);
    Optional<Double> max = bounds.at("max").flatMap(Cursor::number);
    if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      bounds.refuse("a min that is not above max was expected: no version could pass");
    }
    if (min.isPresent() || max.isPresent()) {
      gates.add(new GateRule.Threshold(metric, primitive(min), primitive(max)));
    }
    Optional<Cursor> regression = bounds.at("max_regression");
    Optional<Double> most = regression.flatMap(Cursor::number);
    if (most.isPresent() && most.get() < 0) {
      regression.ifPresent(r -> r.refuse("a number from 0 was expected"));
    }
    most.ifPresent(value -> gates.add(new GateRule.Regression(metric, value)));
  }

  private static Optional<GateRule> evaluated(Cursor evaluation) {
    if (evaluation.value() instanceof Boolean) {
      return evaluation.isTrue()
          ? Optional.of(new GateRule.Evaluated(Optional.empty()))
          : Optional.empty();
    }
    evaluation.fields("dataset");
    Optional<String> dataset = evaluation.at("dataset").flatMap(d -> d.text(DATASET));
    if (dataset.isEmpty()) {
      evaluation.refuse("true, or a mapping with dataset, was expected");
    }
    return Optional.of(new GateRule.Evaluated(dataset));
  }

  private static OptionalDouble primitive(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
