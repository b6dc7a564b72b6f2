package dev.gitmodel.cli;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.codec.ManifestProblem;
import dev.gitmodel.codec.PolicyCodec;
import dev.gitmodel.codec.SchemaText;
import dev.gitmodel.codec.Trees;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.ShowVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code validate}: schema and policy only, for CI. */
final class ValidateCommand implements Command {
  private static final String POLICY = "registry.yaml";

  private final Arg<Optional<String>> what =
      Arg.optional(
          "DIR|REF", s -> s, "a folder, a model.yaml, a registry.yaml or a version; else .");
  private final Arg<Boolean> schema =
      Arg.flag(
          "print the JSON Schema of model.yaml, or where that is named of registry.yaml",
          "--schema");

  private final Arg<Optional<Look>> format =
      Arg.option("FORMAT", Look::parse, "text (the default), json or sarif", "--format");

  /** How the problems are shown. */
  private enum Look {
    TEXT,
    JSON,
    SARIF;

    static Look parse(String text) {
      return switch (text) {
        case "text" -> TEXT;
        case "json" -> JSON;
        case "sarif" -> SARIF;
        default ->
            throw RegistryException.invalid(
                "'" + Printable.of(text) + "' is not a format of problems",
                "one of text, json, sarif");
      };
    }
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "validate",
            "Checks model.yaml or registry.yaml against its schema.",
            what,
            schema,
            format)
        .json(
            "{\"problems\":[{\"file\",\"line\",\"column\",\"field\",\"message\"}]}; with --schema the"
                + " schema")
        .note("Each problem is a line FILE:LINE:COLUMN: FIELD: MESSAGE. Exit 2 where there is one.")
        .note("--format sarif is what code hosts show beside the lines of a pull request.")
        .note(
            "--schema checks nothing: it prints every field and its form, for editors and people.")
        .example("git model validate ./support-assistant")
        .example("git model validate --schema registry");
  }

  @Override
  public int run(Caller caller) {
    Output out = caller.out();
    Look wanted = out.format(format.value(), Look.JSON, Look.TEXT);
    if (schema.value()) {
      schema(what.value().orElse("model")).lines().forEach(caller.out()::line);
      return ExitCode.DONE;
    }
    List<ManifestProblem> problems = problems(caller, what.value().orElse("."));
    switch (wanted) {
      case TEXT -> problems.forEach(problem -> out.line(problem.toString()));
      case JSON -> out.json(new Shape(problems));
      case SARIF -> out.json(Sarif.of(problems));
    }
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.of(Problem.INVALID);
  }

  private static String schema(String which) {
    return switch (which) {
      case "model", "model.yaml" -> SchemaText.model();
      case "registry", POLICY -> SchemaText.registry();
      default ->
          throw RegistryException.invalid(
              "there is no schema of '" + Printable.of(which) + "'",
              "git model validate --schema prints that of model.yaml, --schema registry that of"
                  + " registry.yaml");
    };
  }

  private static List<ManifestProblem> problems(Caller caller, String typed) {
    Path path = caller.path(typed);
    if (Files.isDirectory(path)) {
      Path file = path.resolve(Manifest.FILE.text());
      if (Files.notExists(file) && Files.exists(path.resolve(POLICY))) {
        return problems(caller, Path.of(typed).resolve(POLICY).normalize().toString());
      }
      if (Files.notExists(file)) {
        throw RegistryException.notFound(
            "there is no model.yaml in " + path.normalize(),
            "git model init " + typed + " lays one down");
      }
      return inFile(file, Path.of(typed).normalize().resolve(Manifest.FILE.text()).toString());
    }
    if (Files.exists(path)) {
      return inFile(path, typed);
    }
    try {
      return inVersion(caller, typed);
    } catch (RegistryException e) {
      throw typed.contains("@") ? e : neither(path.normalize(), typed, e);
    }
  }

  /** What has no selector may have been meant as a folder, which is not there either. */
  private static RegistryException neither(Path path, String typed, RegistryException noVersion) {
    boolean asModel = noVersion.problem() == Problem.NOT_FOUND;
    return RegistryException.notFound(
        "there is no folder or file " + path + (asModel ? ", and " + noVersion.text() : ""),
        "git model init "
            + Printable.of(typed)
            + " lays a folder down"
            + (asModel ? "; git model list shows the models" : ""));
  }

  private static List<ManifestProblem> inFile(Path file, String shown) {
    byte[] bytes = Input.file(file);
    return file.endsWith(POLICY)
        ? PolicyCodec.problems(shown, bytes)
        : ManifestCodec.problems(shown, bytes);
  }

  /**
   * By its fields in canonical form, because the author's text is not part of a version's record.
   */
  private static List<ManifestProblem> inVersion(Caller caller, String typed) {
    Reference reference = caller.reference(TypedReference.parse(typed));
    var record = caller.use().showVersion().apply(new ShowVersion.Request(reference));
    String yaml = Trees.yaml(record.version().manifest().fields());
    return ManifestCodec.problems(
        record.version().reference() + ":model.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** The JSON shape. */
  private record Shape(List<ManifestProblem> problems) {}
}
