package dev.gitmodel.cli;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Blame;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A blame in its documented JSON shape. */
record BlameJson(
    ModelName model,
    BranchName branch,
    Version version,
    boolean partial,
    List<Line> fields,
    List<Finding> missing) {
  /** One change of a field. */
  record Line(
      String field,
      Optional<String> before,
      Optional<String> after,
      Version version,
      Revision commit,
      Actor by,
      Instant at,
      Optional<String> run,
      Optional<String> experiment,
      Optional<String> reason,
      Optional<String> message) {
    static Line of(Blame.Line line) {
      Blame.Cause cause = line.cause();
      return new Line(
          line.change().path(),
          line.change().before(),
          line.change().after(),
          cause.version(),
          cause.commit(),
          cause.by(),
          cause.at(),
          cause.run(),
          cause.experiment(),
          cause.reason(),
          cause.message());
    }
  }

  static BlameJson of(Blame blame) {
    return new BlameJson(
        blame.model(),
        blame.branch(),
        blame.version(),
        blame.partial(),
        blame.lines().stream().map(Line::of).toList(),
        blame.missing());
  }
}
