package dev.gitmodel.workspace;

import dev.gitmodel.codec.Trees;
import dev.gitmodel.model.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a manifest says in the words that Hugging Face reads at the top of a card. */
final class FrontMatter {
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "safetensors", "safetensors",
          "onnx", "onnx",
          "gguf", "gguf",
          "pytorch", "pytorch",
          "keras", "keras",
          "sklearn", "sklearn",
          "tensorflow", "tf-keras");

  private FrontMatter() {}

  /** The block between two lines of dashes; empty where the manifest says nothing of it. */
  static String of(Manifest manifest) {
    Map<String, Object> front = new LinkedHashMap<>();
    boolean dataset = manifest.kind().equals("dataset");
    text(front, "license", manifest, "license");
    list(front, "language", manifest.texts("language"));
    if (dataset) {
      list(front, "task_categories", manifest.text("task").stream().toList());
    } else {
      text(front, "pipeline_tag", manifest, "task");
      manifest
          .text("framework")
          .map(LIBRARIES::get)
          .ifPresent(library -> front.put("library_name", library));
      text(front, "base_model", manifest, "base_model");
      list(
          front,
          "datasets",
          manifest.trainingDataset().stream().map(FrontMatter::withoutVersion).toList());
    }
    list(front, "tags", manifest.texts("tags"));
    return front.isEmpty() ? "" : "---\n" + Trees.yaml(front) + "---\n";
  }

  /** The hub knows a dataset by its name; which version it was is in model.yaml. */
  private static String withoutVersion(String dataset) {
    int at = dataset.indexOf('@');
    return at < 0 ? dataset : dataset.substring(0, at);
  }

  private static void text(Map<String, Object> front, String key, Manifest manifest, String field) {
    manifest.text(field).ifPresent(value -> front.put(key, value));
  }

  private static void list(Map<String, Object> front, String key, List<String> values) {
    if (!values.isEmpty()) {
      front.put(key, values);
    }
  }
}
