package dev.gitmodel.cli;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.workspace.WeightsText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code textconv}: what Git calls, by {@code diff.<driver>.textconv}, to compare {@code
 * model.yaml} by its fields and weights by their tensors. Always has an answer, because Git gives
 * up a whole diff for one file without.
 */
final class TextconvCommand implements Command {
  private enum Kind {
    MANIFEST,
    WEIGHTS
  }

  private final Arg<Kind> kind = Arg.required("KIND", TextconvCommand::kind, "manifest or weights");
  private final Arg<String> file = Arg.required("FILE", s -> s, "the file as Git has it");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "textconv",
            "Shows a model.yaml or weights file as lines that Git compares.",
            kind,
            file)
        .note("Git calls it, where init has set it up: git config diff.git-model.textconv.")
        .example("git model textconv weights model.safetensors");
  }

  @Override
  public int run(Caller caller) {
    Path path = caller.path(file.value());
    Output out = caller.out();
    switch (kind.value()) {
      case MANIFEST -> manifest(Input.file(path)).forEach(out::line);
      case WEIGHTS -> WeightsText.lines(path, caller.house().folder()).forEach(out::line);
    }
    return ExitCode.DONE;
  }

  /** A line a field, by path; what is no manifest as it is. */
  private static List<String> manifest(byte[] bytes) {
    try {
      Manifest manifest = ManifestCodec.stored(bytes).manifest();
      return manifest.flat().entrySet().stream()
          .flatMap(field -> field.getValue().lines().map(line -> field.getKey() + ": " + line))
          .toList();
    } catch (RegistryException notOne) {
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Kind kind(String text) {
    return switch (text) {
      case "manifest" -> Kind.MANIFEST;
      case "weights" -> Kind.WEIGHTS;
      default ->
          throw RegistryException.invalid(
              "'" + text + "' is not a kind of file", "one of manifest, weights");
    };
  }
}
