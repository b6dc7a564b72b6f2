package dev.gitmodel.weights;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The weights formats we read, and how to recognise a file of each. */
public enum WeightsFormat {
  SAFETENSORS("safetensors"),
  GGUF("GGUF"),
  ONNX("ONNX");

  private final String title;

  WeightsFormat(String title) {
    this.title = title;
  }

  /** The format's name as its makers write it. */
  public String title() {
    return title;
  }

  /**
   * The format a file claims by its extension, or else by its first bytes; ONNX has no first bytes
   * of its own.
   */
  static Optional<WeightsFormat> of(String fileName, FileBytes in)
      throws IOException, UnparsedException {
    String lower = fileName.toLowerCase(Locale.ROOT);
    Optional<WeightsFormat> claimed =
        Arrays.stream(values())
            .filter(format -> lower.endsWith("." + format.title.toLowerCase(Locale.ROOT)))
            .findFirst();
    if (claimed.isPresent()) {
      return claimed;
    }
    if (Gguf.looksLike(in)) {
      return Optional.of(GGUF);
    }
    return Safetensors.looksLike(in) ? Optional.of(SAFETENSORS) : Optional.empty();
  }

  WeightsSummary read(FileBytes in) throws IOException, UnparsedException {
    return switch (this) {
      case SAFETENSORS -> Safetensors.read(in);
      case GGUF -> Gguf.read(in);
      case ONNX -> Onnx.read(in);
    };
  }
}
