package dev.gitmodel.cli;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.registry.PushVersion;
import dev.gitmodel.registry.Signing;
import dev.gitmodel.workspace.Folder;
import dev.gitmodel.workspace.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code inspect}: what a push of a folder would publish. */
final class InspectCommand implements Command {
  private static final List<String> SHOWN =
      List.of("kind", "framework", "task", "architecture", "base_model", "license");

  private final Arg<Optional<String>> directory =
      Arg.optional("DIR", s -> s, "the folder; else the one you are in");
  private final Arg<Optional<ModelName>> name =
      Arg.option(
          "N", ModelName::parse, "the model; else what model.yaml or the folder says", "--name");
  private final Bumps bumps = new Bumps();

  // Looking changes nothing, so it is not asked who looks.
  private static final Actor WHOEVER = new Actor("whoever pushes it", "nobody@localhost");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "inspect",
            "Shows what a push of a folder would publish; changes nothing.",
            directory,
            name,
            bumps.version(),
            bumps.bump())
        .json(
            "{\"model\",\"version\",\"digest\",\"fields\":{},\"inferred\":[],\"parameters\","
                + "\"dtypes\":{},\"files\":[{\"path\",\"size\",\"digest\",\"lfs\"}],"
                + "\"unparsed\":{path: reason}}")
        .note("Weights are read as far as their headers; nothing is loaded.")
        .example("git model inspect ./support-assistant");
  }

  @Override
  public int run(Caller caller) {
    String at = directory.value().orElse(".");
    Folder folder = caller.house().open(caller.path(at));
    ModelName model = caller.published(name.value(), at, folder);
    Inspection inspection = folder.inspect(model);
    PushVersion.Result planned = plan(caller, inspection);
    Shape shape = shape(inspection, planned);
    caller.out().show(shape, shown -> print(caller.out(), shown));
    return ExitCode.DONE;
  }

  private PushVersion.Result plan(Caller caller, Inspection inspection) {
    var request =
        new PushVersion.Request(
            WHOEVER,
            inspection.name(),
            inspection.draft(),
            bumps.numbering(),
            BranchName.MAIN,
            Optional.empty(),
            Set.of(),
            MetricSet.EMPTY,
            Optional.empty(),
            Signing.UNSIGNED);
    long bytes =
        inspection.draft().files().stream()
            .map(SourceFile::content)
            .mapToLong(content -> content.size())
            .sum();
    try (ProgressBar bar = caller.out().progress("hashing", bytes)) {
      return caller.use().pushVersion().plan(request, bar::advance).result();
    }
  }

  private static Shape shape(Inspection inspection, PushVersion.Result planned) {
    Map<String, String> fields = new TreeMap<>(inspection.draft().manifest().manifest().flat());
    inspection.draft().inferred().forEach(fields::putIfAbsent);
    Map<String, String> unparsed = new TreeMap<>();
    inspection.draft().unparsed().forEach((path, why) -> unparsed.put(path.text(), why));
    inspection
        .weights()
        .forEach((path, w) -> w.unparsed().ifPresent(why -> unparsed.put(path.text(), why)));
    return new Shape(
        planned.model().toString(),
        planned.version().toString(),
        planned.digest().toString(),
        fields,
        inspection.draft().inferred().keySet().stream().sorted().toList(),
        inspection.parameters(),
        inspection.parametersByDtype(),
        planned.files().stream().map(VersionJson.File::of).toList(),
        unparsed);
  }

  /** The JSON shape. */
  private record Shape(
      String model,
      String version,
      String digest,
      Map<String, String> fields,
      List<String> inferred,
      long parameters,
      Map<String, Long> dtypes,
      List<VersionJson.File> files,
      Map<String, String> unparsed) {}

  private static void print(Output out, Shape shown) {
    out.line(shown.model() + "@" + shown.version(), Style.BOLD);
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    for (String field : SHOWN) {
      Optional.ofNullable(shown.fields().get(field))
          .ifPresent(
              value -> {
                boolean inferred = shown.inferred().contains(field);
                facts.add(Map.entry(field, inferred ? value + "  (inferred)" : value));
              });
    }
    if (shown.parameters() > 0) {
      facts.add(Map.entry("parameters", grouped(shown.parameters()) + "  " + dtypes(shown)));
    }
    facts.add(Map.entry("digest", shown.digest()));
    long bytes = shown.files().stream().mapToLong(VersionJson.File::size).sum();
    facts.add(
        Map.entry("size", Bytes.of(bytes) + " in " + Words.count(shown.files().size(), "file")));
    out.pairs(facts.stream());
    out.line("");
    out.table(
        List.of(),
        shown.files().stream()
            .map(f -> Table.row("  " + f.path(), Bytes.of(f.size()), f.lfs() ? "LFS" : "Git")));
    shown.unparsed().forEach((path, why) -> unread(out, path, why));
  }

  /** A file that may say something of the model, and can't be read for it. */
  static void unread(Output out, Object path, String why) {
    out.warning(path + " could not be read: " + why);
  }

  private static String dtypes(Shape shown) {
    return shown.dtypes().size() == 1
        ? shown.dtypes().keySet().iterator().next()
        : Words.joined(
            shown.dtypes().entrySet().stream()
                .map(e -> e.getKey() + " " + grouped(e.getValue()))
                .toList());
  }

  /** {@code 8,030,261,248}. */
  private static String grouped(long number) {
    return String.format(java.util.Locale.ROOT, "%,d", number);
  }
}
