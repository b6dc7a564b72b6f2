package dev.gitmodel.cli;

import dev.gitmodel.registry.TensorDiff;
import dev.gitmodel.registry.VersionDiff;
import dev.gitmodel.registry.VersionDiff.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A diff as GitHub-flavoured tables, for a pull request. */
record DiffMarkdown(VersionDiff diff, String title) {
  DiffMarkdown(VersionDiff diff) {
    this(diff, DiffWords.title(diff));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + Markdown.escaped(title));
    if (diff.isNone()) {
      lines.add("");
      lines.add("No difference" + (diff.partial() ? " in what could be compared." : "."));
    }
    fields(lines, "Field", diff.fields());
    fields(lines, "Hyperparameter", diff.hyperparameters());
    fields(lines, "Dataset", diff.dataset().stream().toList());
    table(lines, List.of("Metric", "Before", "After", "Difference", ""), metrics());
    table(
        lines,
        List.of("File", "", "Size"),
        diff.files().stream()
            .map(
                f ->
                    List.of(
                        Markdown.code(f.path().text()),
                        DiffJson.change(f),
                        Markdown.escaped(DiffWords.sizes(f.before(), f.after()))))
            .toList());
    tensors(lines);
    diff.tensors()
        .gaps()
        .forEach(
            gap -> {
              lines.add("");
              lines.add(
                  Markdown.escaped(
                      "Tensors not compared: %s of %s: %s"
                          .formatted(gap.file(), gap.version(), gap.reason())));
            });
    return lines;
  }

  private static void fields(List<String> lines, String title, List<FieldChange> changes) {
    table(
        lines,
        List.of(title, "Before", "After"),
        changes.stream()
            .map(
                c ->
                    List.of(
                        Markdown.code(c.path()),
                        Markdown.escaped(DiffWords.orDash(c.before())),
                        Markdown.escaped(DiffWords.orDash(c.after()))))
            .toList());
  }

  private static void table(List<String> lines, List<String> head, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(line(head));
    lines.add("|" + "---|".repeat(head.size()));
    rows.forEach(row -> lines.add(line(row)));
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private List<List<String>> metrics() {
    return diff.metrics().stream()
        .map(
            m ->
                Stream.of(
                        m.name(),
                        m.before().map(Object::toString).orElse("-"),
                        m.after().map(Object::toString).orElse("-"),
                        DiffWords.difference(m.difference()),
                        DiffWords.trend(m))
                    .map(Markdown::escaped)
                    .toList())
        .toList();
  }

  private void tensors(List<String> lines) {
    TensorDiff tensors = diff.tensors();
    if (tensors.changes().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("<details><summary>Tensors: " + DiffWords.summary(tensors) + "</summary>");
    table(
        lines,
        List.of("Tensor", "", "Type and shape", "Bytes"),
        tensors.changes().stream()
            .limit(DiffText.MOST_TENSORS)
            .map(
                c ->
                    List.of(
                        Markdown.code(c.name()),
                        DiffJson.word(c.kind()),
                        Markdown.escaped(DiffWords.form(c)),
                        Markdown.escaped(DiffWords.share(c))))
            .toList());
    int more = tensors.changes().size() - DiffText.MOST_TENSORS;
    if (more > 0) {
      lines.add("");
      lines.add("and " + more + " more");
    }
    lines.add("");
    lines.add("</details>");
  }
}
