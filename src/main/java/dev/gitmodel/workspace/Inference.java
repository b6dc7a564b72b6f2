package dev.gitmodel.workspace;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.weights.WeightsReader;
import dev.gitmodel.weights.WeightsSummary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What the files say that the manifest does not; a guess is better left out than wrong. */
record Inference(Manifest manifest, List<Found> files) {
  private static final FilePath CONFIG = new FilePath("config.json");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

  private static final Map<String, String> TASK_BY_SUFFIX = tasks();

  private static Map<String, String> tasks() {
    Map<String, String> tasks = new LinkedHashMap<>();
    tasks.put("ForCausalLM", "text-generation");
    tasks.put("LMHeadModel", "text-generation");
    tasks.put("ForSequenceClassification", "text-classification");
    tasks.put("ForTokenClassification", "token-classification");
    tasks.put("ForTableQuestionAnswering", "table-question-answering");
    tasks.put("ForDocumentQuestionAnswering", "document-question-answering");
    tasks.put("ForVisualQuestionAnswering", "visual-question-answering");
    tasks.put("ForQuestionAnswering", "question-answering");
    tasks.put("ForMaskedLM", "fill-mask");
    tasks.put("ForMultipleChoice", "multiple-choice");
    tasks.put("ForImageClassification", "image-classification");
    tasks.put("ForObjectDetection", "object-detection");
    tasks.put("ForSemanticSegmentation", "image-segmentation");
    tasks.put("ForImageSegmentation", "image-segmentation");
    tasks.put("ForInstanceSegmentation", "image-segmentation");
    tasks.put("ForUniversalSegmentation", "image-segmentation");
    tasks.put("ForDepthEstimation", "depth-estimation");
    tasks.put("ForVideoClassification", "video-classification");
    tasks.put("ForAudioClassification", "audio-classification");
    tasks.put("ForCTC", "automatic-speech-recognition");
    tasks.put("ForSpeechSeq2Seq", "automatic-speech-recognition");
    tasks.put("MarianMTModel", "translation");
    return tasks;
  }

  /** {@code framework}, {@code architecture} and {@code task}, as far as they can be told. */
  Map<String, String> fields() {
    if (manifest.kind().equals("dataset")) {
      return Map.of();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    add(fields, "framework", () -> Frameworks.of(paths()).map(Frameworks::title));
    add(fields, "architecture", this::architecture);
    Optional<String> architecture =
        manifest.text("architecture").or(() -> Optional.ofNullable(fields.get("architecture")));
    add(fields, "task", () -> architecture.flatMap(Inference::task));
    return fields;
  }

  private void add(Map<String, String> fields, String field, Supplier<Optional<String>> value) {
    if (!manifest.fields().containsKey(field)) {
      value.get().ifPresent(v -> fields.put(field, v));
    }
  }

  private List<FilePath> paths() {
    return files.stream().map(Found::path).toList();
  }

  private static Optional<String> task(String architecture) {
    return TASK_BY_SUFFIX.entrySet().stream()
        .filter(entry -> architecture.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Why a file that is looked into for {@link #fields} can't be read. */
  Map<FilePath, String> unparsed() {
    if (manifest.kind().equals("dataset") || manifest.fields().containsKey("architecture")) {
      return Map.of();
    }
    Optional<Found> config = config();
    try {
      config.ifPresent(found -> Json.read(found.bytes(), found.path().text()));
      return Map.of();
    } catch (RegistryException notJson) {
      return Map.of(CONFIG, notJson.text());
    }
  }

  private Optional<Found> config() {
    return file(CONFIG).filter(found -> found.size() <= LfsPatterns.LARGE);
  }

  private Optional<String> architecture() {
    return config()
        .flatMap(Inference::ofConfig)
        .or(this::ofGguf)
        .filter(text -> WORD.matcher(text).matches());
  }

  private Optional<Found> file(FilePath path) {
    return files.stream().filter(found -> found.path().equals(path)).findFirst();
  }

  private static Optional<String> ofConfig(Found config) {
    try {
      if (!(Json.read(config.bytes()) instanceof Map<?, ?> fields)) {
        return Optional.empty();
      }
      Object named =
          fields.get("architectures") instanceof List<?> list && !list.isEmpty()
              ? list.get(0)
              : fields.get("model_type");
      return Optional.ofNullable(named).filter(String.class::isInstance).map(String.class::cast);
    } catch (RegistryException notJson) {
      return Optional.empty();
    }
  }

  private Optional<String> ofGguf() {
    return Frameworks.GGUF
        .weights(paths())
        .flatMap(this::file)
        .flatMap(Inference::summary)
        .flatMap(gguf -> Optional.ofNullable(gguf.metadata().get("general.architecture")));
  }

  /** What the header says of a file that says by its name that it has tensors. */
  static Optional<WeightsSummary> tensors(Found file) {
    String name = file.path().name().toLowerCase(Locale.ROOT);
    return name.endsWith(".safetensors") || name.endsWith(".gguf")
        ? summary(file)
        : Optional.empty();
  }

  static Optional<WeightsSummary> summary(Found file) {
    try {
      return WeightsReader.read(file.content().file());
    } catch (IOException e) {
      throw Disk.failed("can't read " + file.content().file(), e);
    }
  }
}
