package dev.gitmodel.cli;

import dev.gitmodel.codec.MetricsCodec;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.ShowVersion;
import dev.gitmodel.registry.UpdateMetrics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code metrics}: shows, attaches and merges the metrics of a version. */
final class MetricsCommand implements Command {
  private final Arg<TypedReference> ref = Arg.required("REF", TypedReference::parse, "the version");
  private final Arg<List<Map.Entry<String, MetricValue>>> set =
      Arg.rest("k=v", KeyValue::parse, "a metric to set; none shows them");
  private final Arg<List<String>> from =
      Arg.options("FILE", s -> s, "set the metrics of a JSON object", "--from");
  private final Arg<List<String>> unset = Arg.options("k", s -> s, "take a metric away", "--unset");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "metrics",
            "Attaches metrics to a version, merged by key, or shows them.",
            ref,
            set,
            from,
            unset,
            writing.arg())
        .json(
            "{\"reference\",\"metrics\":{name: value}}; of a change "
                + Writing.JSON.formatted("\"model\",\"version\",\"before\",\"after\""))
        .note(
            "A value that reads as an integer is one, one that reads as a finite number is a float,"
                + " anything else is text; nan, inf and 1e999 are refused. Nested objects of a file become a.b.")
        .example("git model metrics support-assistant@1.1.0 intent_accuracy=0.847 f1=0.83")
        .example("git model metrics support-assistant@1.1.0 --from out/metrics.json");
  }

  @Override
  public int run(Caller caller) {
    Reference reference = caller.reference(ref.value());
    MetricSet update = update(caller);
    Set<String> gone = Set.copyOf(unset.value());
    if (update.isEmpty() && gone.isEmpty() && from.value().isEmpty()) {
      return show(caller, reference);
    }
    gone.stream()
        .filter(key -> update.get(key).isPresent())
        .sorted()
        .findFirst()
        .ifPresent(MetricsCommand::refuse);
    UpdateMetrics useCase = caller.use().updateMetrics();
    var request =
        new UpdateMetrics.Request(
            caller.actor(), reference.model(), reference.selector(), update, gone);
    var done = writing.run(request, useCase::apply, useCase::plan);
    return writing.tell(
        caller.out(),
        done,
        r -> {
          String what = Reference.to(r.model(), r.version()) + ": " + told(update, gone);
          return new Deed("Updated", "update", what);
        });
  }

  /** The files first, so that a value typed beats one read. */
  private MetricSet update(Caller caller) {
    MetricSet update = MetricSet.EMPTY;
    for (String file : from.value()) {
      byte[] bytes = Input.file(caller.path(file));
      update = update.merge(MetricsCodec.fromJson(file, bytes), Set.of());
    }
    return update.merge(KeyValue.metrics(set.value()), Set.of());
  }

  private static void refuse(String both) {
    throw RegistryException.invalid(
        "the metric '" + both + "' is set and taken away at once", "give its value, or --unset it");
  }

  /** In the order typed, as far as it was typed. */
  private String told(MetricSet update, Set<String> gone) {
    List<String> typed = set.value().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    List<String> parts =
        from.value().isEmpty()
            ? new java.util.ArrayList<>(typed)
            : update.values().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.toList());
    gone.stream().sorted().forEach(key -> parts.add(key + " unset"));
    return String.join(", ", parts);
  }

  private static int show(Caller caller, Reference reference) {
    ShowVersion.Measured version = caller.use().showVersion().metrics(reference);
    caller
        .out()
        .show(
            new Metrics(version.reference(), version.metrics()),
            shown -> print(caller.out(), shown));
    return ExitCode.DONE;
  }

  private static void print(Output out, Metrics shown) {
    out.pairs(pairs(shown.metrics()));
    if (shown.metrics().isEmpty()) {
      out.hint("no metrics yet: git model metrics " + shown.reference() + " NAME=VALUE");
    }
  }

  static java.util.stream.Stream<Map.Entry<String, String>> pairs(MetricSet metrics) {
    // Not the entries': a sorted map makes them a comparator, which is slow to load.
    return metrics.values().keySet().stream()
        .map(key -> Map.entry(key, String.valueOf(metrics.values().get(key))));
  }

  /** The JSON shape of what is shown. */
  private record Metrics(Reference reference, MetricSet metrics) {}
}
