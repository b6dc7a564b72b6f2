package dev.gitmodel.workspace;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The {@code README.md} of a version whose author wrote none, made from its manifest. */
final class ModelCard {
  static final FilePath FILE = new FilePath("README.md");

  private static final Map<String, String> LOADING =
      Map.of(
          "safetensors", "from safetensors.numpy import load_file\ntensors = load_file(\"%s\")",
          "onnx", "import onnxruntime\nsession = onnxruntime.InferenceSession(\"%s\")",
          "gguf", "from llama_cpp import Llama\nmodel = Llama(model_path=\"%s\")",
          "pytorch", "import torch\nweights = torch.load(\"%s\", weights_only=True)",
          "keras", "import keras\nmodel = keras.models.load_model(\"%s\")");

  private ModelCard() {}

  /** {@code fields}: what was inferred; {@code files}: one of them is shown being loaded. */
  static String text(
      ModelName name, Manifest manifest, Map<String, String> fields, List<FilePath> files) {
    Function<String, Optional<String>> known =
        field -> manifest.text(field).or(() -> Optional.ofNullable(fields.get(field)));
    StringBuilder card = new StringBuilder(front(manifest, fields)).append("# " + name + "\n");
    for (String field : List.of("summary", "description")) {
      manifest.text(field).map(String::strip).ifPresent(t -> card.append("\n" + t + "\n"));
    }
    card.append(facts(known));
    card.append("\n## How to load it\n\n```sh\ngit model pull ");
    card.append(name).append(" -o ").append(name.name()).append("\n```\n");
    known.apply("framework").ifPresent(f -> card.append(loading(name, f, files)));
    return card.toString();
  }

  private static String front(Manifest manifest, Map<String, String> inferred) {
    Map<String, Object> known = new LinkedHashMap<>(inferred);
    known.putAll(manifest.fields());
    return FrontMatter.of(new Manifest(known));
  }

  private static String facts(Function<String, Optional<String>> known) {
    StringBuilder facts = new StringBuilder();
    for (String field : List.of("task", "framework", "architecture", "base_model", "license")) {
      known
          .apply(field)
          .ifPresent(value -> facts.append("| " + label(field) + " | " + cell(value) + " |\n"));
    }
    return facts.isEmpty() ? "" : "\n| | |\n|---|---|\n" + facts;
  }

  private static String loading(ModelName name, String framework, List<FilePath> files) {
    String code = LOADING.getOrDefault(framework, "");
    return Frameworks.named(framework)
        .flatMap(f -> f.weights(files))
        .filter(file -> !code.isEmpty())
        .map(file -> "\n```python\n" + code.replace("%s", name.name() + "/" + file) + "\n```\n")
        .orElse("");
  }

  private static String label(String field) {
    return switch (field) {
      case "base_model" -> "Base model";
      case "license" -> "Licence";
      default -> Character.toUpperCase(field.charAt(0)) + field.substring(1);
    };
  }

  private static String cell(String value) {
    return value.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
