package dev.gitmodel.cli;

import dev.gitmodel.registry.Lineage;
import dev.gitmodel.registry.Lineage.Way;
import dev.gitmodel.registry.TraceLineage;
import java.util.Optional;

/** {@code lineage}: what a version comes from, or what comes from it. */
final class LineageCommand implements Command {
  private final Arg<TypedReference> reference =
      Arg.required("REF", TypedReference::parse, "the version");
  private final Arg<Boolean> down = Arg.flag("what was derived from it instead", "--down");
  private final Arg<Optional<Integer>> depth =
      Arg.option("N", Numbers::parse, "at most so many edges away from the version", "--depth");
  private final Arg<Optional<LineageFormat>> format =
      Arg.option(
          "FORMAT", LineageFormat::parse, "text (the default), mermaid, dot or json", "--format");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "lineage",
            "Shows what a version comes from, or what was derived from it, across models.",
            reference,
            down,
            depth,
            format)
        .json(
            "{\"root\",\"partial\",\"nodes\":[{\"id\",\"kind\",\"digest\",\"note\"}],\"edges\":[{"
                + "\"from\",\"relation\",\"to\",\"check\",\"why\"}],\"findings\":[{\"subject\","
                + "\"matter\",\"hint\"}],\"cut\":[]}")
        .note(
            "An edge leads from what was made to what it was made from: parent and merged versions,"
                + " base_model, training dataset, the datasets of evaluation reports, code,"
                + " experiment and run. An edge into the registry is verified where the digest"
                + " recorded at publication, or the version that is named by its number, digest or"
                + " commit, is what is there. An id without a selector that is no model of the"
                + " registry is one from outside.")
        .note(
            "With --down, an index says which versions of which models name what; it is made from"
                + " the refs, and a model's part is read anew where a look at the times of its refs"
                + " shows that one moved. What can't be found or read is a warning, and the exit"
                + " code 6 says that the answer is partial.")
        .note(
            "In the tree, the versions of a straight line stand below each other, and six or more"
                + " with nothing else to tell are one line; json has each of them.")
        .note(
            "--depth 1 is what the version was made from itself (or with --down what was made from"
                + " it), 2 also what that was made from. What goes on beyond is marked with an"
                + " ellipsis, and in json its id is in cut.")
        .example("git model lineage acme/support-assistant@champion")
        .example("git model lineage acme/tickets@2.1.0 --down --format mermaid");
  }

  @Override
  public int run(Caller caller) {
    Output out = caller.out();
    LineageFormat wanted = out.format(format.value(), LineageFormat.JSON, LineageFormat.TEXT);
    Way way = down.value() ? Way.DOWN : Way.UP;
    var request =
        new TraceLineage.Request(caller.reference(reference.value()), way, Numbers.of(depth));
    Lineage lineage = caller.use().traceLineage().apply(request);
    switch (wanted) {
      case TEXT -> new LineageTree(lineage, way).print(out);
      case MERMAID -> LineageDrawing.mermaid(lineage).forEach(out::line);
      case DOT -> LineageDrawing.dot(lineage).forEach(out::line);
      case JSON -> out.json(LineageJson.of(lineage));
    }
    if (wanted != LineageFormat.JSON && !lineage.cut().isEmpty()) {
      out.hint("what is marked … goes on: give a greater --depth, or leave it out");
    }
    lineage.findings().forEach(f -> Findings.warn(out, f));
    return lineage.partial() ? AuditExport.INCOMPLETE : ExitCode.DONE;
  }
}
