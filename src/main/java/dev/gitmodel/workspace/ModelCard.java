package dev.gitmodel.workspace;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** {@code weights}: the file to show the loading of. */
  static String text(
      ModelName name, Manifest manifest, Map<String, String> inferred, Optional<FilePath> weights) {
    StringBuilder card = new StringBuilder("# " + name + "\n");
    for (String field : List.of("summary", "description")) {
      manifest.text(field).map(String::strip).ifPresent(t -> card.append("\n" + t + "\n"));
    }
    StringBuilder facts = new StringBuilder();
    for (String field : List.of("task", "framework", "architecture", "base_model", "license")) {
      manifest
          .text(field)
          .or(() -> Optional.ofNullable(inferred.get(field)))
          .ifPresent(
              value ->
                  facts
                      .append("| ")
                      .append(label(field))
                      .append(" | ")
                      .append(cell(value))
                      .append(" |\n"));
    }
    if (!facts.isEmpty()) {
      card.append("\n| | |\n|---|---|\n").append(facts);
    }
    String folder = name.name();
    card.append(
        "\n## How to load it\n\n```sh\ngit model pull " + name + " -o " + folder + "\n```\n");
    String framework = manifest.text("framework").orElse(inferred.getOrDefault("framework", ""));
    String loading = LOADING.get(framework);
    if (loading != null && weights.isPresent()) {
      String file = folder + "/" + weights.get();
      card.append("\n```python\n" + loading.replace("%s", file) + "\n```\n");
    }
    return card.toString();
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
