package dev.gitmodel.cli;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Bisection;
import dev.gitmodel.registry.Bisection.Point;
import dev.gitmodel.registry.Blame;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A bisection in its documented JSON shape. */
record BisectJson(
    boolean dryRun,
    ModelName model,
    String metric,
    Optional<String> direction,
    String tolerance,
    Baseline baseline,
    boolean partial,
    List<Crossing> crossings,
    int measured,
    List<Version> without,
    List<Version> noNumber,
    List<Point> evaluated,
    List<Version> untestable,
    List<Version> wouldEvaluate,
    int wouldEvaluateAbout,
    List<Finding> missing) {
  static final String SHAPE =
      "{\"dry_run\",\"model\",\"metric\",\"direction\",\"tolerance\",\"baseline\":{\"version\","
          + "\"value\"},\"partial\",\"crossings\":[{\"way\",\"first\",\"version\",\"value\","
          + "\"difference\",\"merged\",\"after\":[{\"version\",\"value\",\"relation\",\"without\":[]"
          + "}],\"like\":[{\"version\",\"value\"}],\"without\":[],\"why\":{\"cause\":{\"version\","
          + "\"commit\",\"by\":{\"name\",\"email\"},\"at\",\"run\",\"experiment\",\"reason\",\"message\"},\"dataset\","
          + "\"audit\":[],\"diff\":{}}}],\"measured\",\"without\":[],\"no_number\":[],\"evaluated\":"
          + "[{\"version\",\"value\"}],\"untestable\":[],\"would_evaluate\":[],"
          + "\"would_evaluate_about\",\"missing\":[]}; diff as git model diff, audit as git model"
          + " audit";

  /** The version that the others are held against. */
  record Baseline(Version version, Optional<MetricValue> value) {}

  /** A version on the other side of the line than one before it. */
  record Crossing(
      String way,
      boolean first,
      Version version,
      MetricValue value,
      OptionalDouble difference,
      boolean merged,
      List<After> after,
      List<Point> like,
      List<Version> without,
      Optional<Why> why) {}

  /** What it is compared with. */
  record After(Version version, MetricValue value, String relation, List<Version> without) {}

  /** What is behind it. */
  record Why(
      Optional<Cause> cause,
      Optional<String> dataset,
      List<AuditJson> audit,
      Optional<DiffJson> diff) {
    static Why of(ModelName model, Bisection.Why why) {
      return new Why(
          why.cause().map(Cause::of),
          why.dataset(),
          why.entries().stream().map(e -> AuditJson.of(model, e)).toList(),
          why.diff().map(DiffJson::of));
    }
  }

  /** Whose version it is. */
  record Cause(
      Version version,
      Revision commit,
      Actor by,
      Instant at,
      Optional<String> run,
      Optional<String> experiment,
      Optional<String> reason,
      Optional<String> message) {
    static Cause of(Blame.Cause c) {
      return new Cause(
          c.version(),
          c.commit(),
          c.by(),
          c.at(),
          c.run(),
          c.experiment(),
          c.reason(),
          c.message());
    }
  }

  static BisectJson of(Bisection found, boolean rehearsed) {
    Bisection.Standard standard = found.standard();
    return new BisectJson(
        rehearsed,
        standard.model(),
        standard.metric(),
        standard.direction().map(DiffJson::word),
        standard.tolerance().toString(),
        new Baseline(standard.baseline(), standard.value()),
        found.partial(),
        found.crossings().stream().map(c -> crossing(found, c)).toList(),
        found.coverage().measured(),
        found.coverage().without(),
        found.coverage().texts(),
        found.work().measured(),
        found.work().untestable(),
        found.work().next(),
        found.work().about(),
        found.missing());
  }

  private static Crossing crossing(Bisection found, Bisection.Crossing crossing) {
    return new Crossing(
        DiffJson.word(crossing.way()),
        found.isFirst(crossing),
        crossing.at().version(),
        crossing.at().value(),
        crossing.difference(),
        crossing.merged(),
        crossing.after().stream()
            .map(
                s ->
                    new After(
                        s.from().version(),
                        s.from().value(),
                        DiffJson.word(s.relation()),
                        s.between()))
            .toList(),
        crossing.like(),
        crossing.between(),
        crossing.why().map(why -> Why.of(found.standard().model(), why)));
  }
}
