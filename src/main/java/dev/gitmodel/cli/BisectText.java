package dev.gitmodel.cli;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.registry.Bisection.Crossing;
import dev.gitmodel.registry.Bisection.Why;
import dev.gitmodel.registry.Blame.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A bisection for a terminal: the answer, every crossing, and what is behind each. */
record BisectText(BisectWords words) {
  void print(Output out) {
    words.headline().ifPresent(line -> out.line(line, Style.BOLD));
    List<Crossing> crossings = words.found().crossings();
    if (crossings.size() > 1) {
      out.table(List.of(), crossings.stream().map(this::row));
    }
    words.facts().forEach(out::line);
    for (Crossing crossing : crossings) {
      crossing.why().ifPresent(why -> print(out, crossing, why));
    }
    long more = crossings.stream().filter(c -> c.why().isEmpty()).count();
    if (more > 0) {
      out.hint(more + " more to explain: --limit " + crossings.size() + " explains all");
    }
  }

  private List<Table.Cell> row(Crossing crossing) {
    return Table.row(
        "  " + words.way(crossing),
        words.place(crossing),
        words.value(crossing),
        words.before(crossing));
  }

  private void print(Output out, Crossing crossing, Why why) {
    out.line("");
    String heading = words.way(crossing) + " " + words.place(crossing);
    out.line(heading + ", " + words.before(crossing), Style.BOLD);
    Stream<Map.Entry<String, String>> log =
        why.entries().stream().map(entry -> Map.entry("audit", told(entry)));
    out.pairs(Stream.concat(pairs(why), log).map(p -> Map.entry("  " + p.getKey(), p.getValue())));
    why.diff().ifPresent(diff -> new DiffText(diff).print(out));
  }

  private static String told(AuditEntry entry) {
    return "%s  %s  %s  %s%s"
        .formatted(
            entry.id().abbreviated(),
            Moment.shown(entry.at()),
            entry.by().name(),
            entry.subject(),
            entry.reason().map(reason -> "  (" + reason + ")").orElse(""));
  }

  /** What is known of the version, by name. */
  static Stream<Map.Entry<String, String>> pairs(Why why) {
    Optional<Cause> cause = why.cause();
    return Stream.of(
            pair("by", cause.map(c -> c.by() + ", " + Moment.shown(c.at()))),
            pair("commit", cause.map(c -> c.commit().abbreviated())),
            pair("run", cause.flatMap(Cause::run)),
            pair("experiment", cause.flatMap(Cause::experiment)),
            pair("dataset", why.dataset()),
            pair("reason", cause.flatMap(Cause::reason)),
            pair("message", cause.flatMap(Cause::message)))
        .flatMap(Optional::stream);
  }

  private static Optional<Map.Entry<String, String>> pair(String name, Optional<String> value) {
    return value.map(text -> Map.entry(name, DiffWords.orDash(Optional.of(text))));
  }
}
