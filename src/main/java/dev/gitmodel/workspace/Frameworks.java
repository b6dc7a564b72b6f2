package dev.gitmodel.workspace;

import dev.gitmodel.model.FilePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What loads a model, by the endings of its files; where several would do, the first listed. */
enum Frameworks {
  SAFETENSORS("safetensors", "safetensors"),
  ONNX("onnx", "onnx"),
  GGUF("gguf", "gguf"),
  PYTORCH("pytorch", "pt|pth|bin"),
  SKLEARN("sklearn", "joblib|pkl|pickle"),
  TENSORFLOW("tensorflow", "pb"),
  KERAS("keras", "h5|keras"),
  TFLITE("tflite", "tflite"),
  FLAX("flax", "msgpack"),
  COREML("coreml", "mlmodel"),
  NUMPY("numpy", "npz|npy");

  private final String title;
  private final Pattern name;

  Frameworks(String title, String endings) {
    this.title = title;
    name = Pattern.compile(".*\\.(" + endings + ")", Pattern.CASE_INSENSITIVE);
  }

  String title() {
    return title;
  }

  static Optional<Frameworks> named(String title) {
    return Arrays.stream(values()).filter(f -> f.title.equals(title)).findFirst();
  }

  static Optional<Frameworks> of(List<FilePath> files) {
    return Arrays.stream(values()).filter(f -> f.weights(files).isPresent()).findFirst();
  }

  /** The first file that it loads. */
  Optional<FilePath> weights(List<FilePath> files) {
    return files.stream().filter(file -> name.matcher(file.name()).matches()).findFirst();
  }
}
