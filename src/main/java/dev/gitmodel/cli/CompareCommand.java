package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.registry.CompareVersions;
import dev.gitmodel.registry.Comparison;
import java.util.List;
import java.util.Optional;

/** {@code compare}: two to five versions side by side. */
final class CompareCommand implements Command {
  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<List<String>> versions =
      Arg.rest("V", s -> s, "two to five versions, aliases or other selectors");
  private final Arg<Optional<Format>> format = Format.option();
  private final Arg<Optional<Moment>> at =
      Arg.option("DATE", Moment::new, "as they were then; a day means its end, UTC", "--at");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "compare", "Shows two to five versions side by side.", model, versions, format, at)
        .json(
            "{\"model\",\"versions\":[{\"version\",\"framework\",\"task\",\"architecture\","
                + "\"base_model\",\"size_bytes\",\"aliases\":[],\"metrics\":{},\"description\","
                + "\"commit\",\"digest\",\"created_at\",\"created_by\":{\"name\",\"email\"},\"retired\"}],"
                + "\"unreadable\":[]}")
        .note(
            "On a terminal a metric's best value is bold and rows that differ are marked. Which value"
                + " is best is not said where the policy can't be read, and what is noted on a version"
                + " and can't be read is left out: that is a warning, and the exit code is 6.")
        .example("git model compare support-assistant 1.0.0 1.1.0 champion")
        .example("git model compare support-assistant 1.1.0 1.2.0 --format markdown");
  }

  @Override
  public int run(Caller caller) {
    Output out = caller.out();
    Format wanted = out.format(format.value(), Format.JSON, Format.TEXT);
    ModelName of = caller.model(model.value());
    var request =
        new CompareVersions.Request(
            of,
            versions.value().stream()
                .map(typed -> TypedReference.within(caller, of, typed))
                .toList(),
            at.value().map(m -> m.last(caller.house().now())));
    Comparison comparison = caller.use().compareVersions().apply(request);
    ComparisonText text = new ComparisonText(comparison);
    switch (wanted) {
      case TEXT -> text.print(out);
      case MARKDOWN -> text.markdown().forEach(out::line);
      case JSON -> out.json(ComparisonJson.of(comparison));
    }
    comparison.columns().forEach(column -> Retired.tell(out, column.retired()));
    comparison.conceptGaps().forEach(gap -> warn(out, gap));
    comparison.unreadable().forEach(finding -> Findings.warn(out, finding));
    return Findings.partial(comparison.unreadable());
  }

  private static void warn(Output out, Comparison.ConceptGap gap) {
    out.warning(
        gap.version().version()
            + " was not evaluated on "
            + Words.joined(gap.missing())
            + ": its metrics are not comparable as they are");
  }
}
