package dev.gitmodel.workspace;

import dev.gitmodel.model.FilePath;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What loads a model, by the endings of its files; where several would do, the first listed. */
enum Frameworks {
  SAFETENSORS("safetensors", "safetensors"),
  ONNX("onnx", "onnx"),
  GGUF("gguf", "gguf"),
  PYTORCH("pytorch", "pt", "pth", "bin"),
  SKLEARN("sklearn", "joblib", "pkl", "pickle"),
  TENSORFLOW("tensorflow", "pb"),
  KERAS("keras", "h5", "keras"),
  TFLITE("tflite", "tflite"),
  FLAX("flax", "msgpack"),
  COREML("coreml", "mlmodel"),
  NUMPY("numpy", "npz", "npy");

  private final String title;
  private final List<String> endings;

  Frameworks(String title, String... endings) {
    this.title = title;
    this.endings = List.of(endings);
  }

  String title() {
    return title;
  }

  static Optional<Frameworks> of(List<FilePath> files) {
    return Arrays.stream(values()).filter(f -> f.weights(files).isPresent()).findFirst();
  }

  /** The first file that it loads. */
  Optional<FilePath> weights(List<FilePath> files) {
    return files.stream()
        .filter(file -> endings.stream().anyMatch(ending -> ends(file, ending)))
        .findFirst();
  }

  private static boolean ends(FilePath file, String ending) {
    return file.name().toLowerCase(Locale.ROOT).endsWith("." + ending);
  }
}
