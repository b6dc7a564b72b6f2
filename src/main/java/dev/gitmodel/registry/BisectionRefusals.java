package dev.gitmodel.registry;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Why there is nothing to compare, each in its words and with the way out. */
record BisectionRefusals(
    Snapshot now, BisectMetric.Request asked, Readings readings, Unread unread) {
  private static final int SHOWN = 20;

  /** No version has a number. */
  RegistryException none() {
    if (!readings.texts().isEmpty()) {
      return text(readings.texts().stream().min(Version::compareTo).orElseThrow());
    }
    SortedSet<String> known = known();
    List<Finding> unreadable = unread.all();
    if (known.isEmpty() && !unreadable.isEmpty()) {
      Finding first = unreadable.get(0);
      return new RegistryException(
          Problem.CORRUPT, first.subject() + ": " + first.matter(), first.hint());
    }
    return RegistryException.notFound(
        "no version of " + where() + " has the metric '" + asked.metric() + "'", among(known));
  }

  private String where() {
    return now.model() + asked.branch().map(b -> " behind the branch " + b).orElse("");
  }

  /** The names of all metrics that can be read. */
  private SortedSet<String> known() {
    SortedSet<String> known = new TreeSet<>();
    for (Version version : now.versions()) {
      unread
          .reading(Reference.to(now.model(), version), () -> now.metrics(version))
          .ifPresent(metrics -> known.addAll(metrics.values().keySet()));
    }
    return known;
  }

  private String among(SortedSet<String> known) {
    if (known.isEmpty()) {
      return "measure it with: " + command();
    }
    Optional<String> near = DidYouMean.of(asked.metric(), known);
    return near.map(n -> "did you mean " + n + "? ").orElse("")
        + "there are: "
        + known.stream().limit(SHOWN).collect(Collectors.joining(", "));
  }

  private String command() {
    return "git model bisect " + now.model() + " --metric " + asked.metric() + " --command CMD";
  }

  RegistryException baselineWithout(Version baseline) {
    if (readings.isText(baseline)) {
      return text(baseline);
    }
    if (readings.count() == 0) {
      return none();
    }
    return RegistryException.notFound(
        "the baseline " + Reference.to(now.model(), baseline) + " has no " + asked.metric(),
        "attach it (git model metrics), choose another --baseline, or measure it with --command"
            + " CMD");
  }

  private RegistryException text(Version version) {
    String value = now.metrics(version).get(asked.metric()).map(Object::toString).orElse("");
    return RegistryException.invalid(
        "the "
            + asked.metric()
            + " of "
            + Reference.to(now.model(), version)
            + " is no number: '"
            + Event.line(value)
            + "'",
        "what can't be ordered can't be bisected; git model history shows it");
  }

  /** Only one has. */
  RegistryException one() {
    return RegistryException.notFound(
        "only one version of "
            + where()
            + " has a number as "
            + asked.metric()
            + ", so there is nothing to compare it with",
        "measure others with: " + command());
  }

  RegistryException nothingBehind(Version newest) {
    return RegistryException.notFound(
        "nothing comes before " + Reference.to(now.model(), newest) + " that could be compared",
        "see its versions with: git model versions " + now.model());
  }

  RegistryException untestable(Version version) {
    return new RegistryException(
        Problem.REFUSED,
        "the command says that the baseline "
            + Reference.to(now.model(), version)
            + " can't be tested (exit code 125)",
        "choose another with: --baseline V");
  }
}
