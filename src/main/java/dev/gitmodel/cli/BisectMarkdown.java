package dev.gitmodel.cli;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.registry.Bisection.Crossing;
import dev.gitmodel.registry.Bisection.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bisection as GitHub-flavoured Markdown, for an issue or a pull request. */
record BisectMarkdown(BisectWords words) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    words.headline().ifPresent(line -> lines.add("**" + Markdown.escaped(line) + "**"));
    List<Crossing> crossings = words.found().crossings();
    if (!crossings.isEmpty()) {
      lines.add("");
      lines.add("| | Where | Value | Compared with |");
      lines.add("|---|---|---|---|");
      crossings.forEach(crossing -> lines.add(row(crossing)));
    }
    List<String> facts = words.facts();
    if (!facts.isEmpty()) {
      lines.add("");
      facts.forEach(fact -> lines.add("- " + Markdown.escaped(fact)));
    }
    crossings.forEach(c -> c.why().ifPresent(why -> reason(lines, c, why)));
    return lines;
  }

  private String row(Crossing crossing) {
    return Stream.of(
            words.way(crossing),
            words.place(crossing),
            words.value(crossing),
            words.before(crossing))
        .map(Markdown::escaped)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private void reason(List<String> lines, Crossing crossing, Why why) {
    lines.add("");
    lines.add("## " + Markdown.escaped(words.way(crossing) + " " + words.place(crossing)));
    lines.add("");
    BisectText.pairs(why)
        .forEach(p -> lines.add("- " + p.getKey() + ": " + Markdown.escaped(p.getValue())));
    for (AuditEntry entry : why.entries()) {
      lines.add(
          Markdown.escaped(
              "- audit: %s, %s, %s"
                  .formatted(
                      Moment.shown(entry.at()),
                      entry.by().name(),
                      entry.subject() + entry.reason().map(r -> " (" + r + ")").orElse(""))));
    }
    why.diff()
        .ifPresent(
            diff -> {
              lines.add("");
              lines.addAll(new DiffMarkdown(diff).lines());
            });
  }
}
