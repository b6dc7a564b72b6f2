package dev.gitmodel.workspace;

import dev.gitmodel.model.FilePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which files go to LFS without anybody saying so, and the attribute lines that make them. */
public final class LfsPatterns {
  /** A file of more bytes goes to LFS whatever its name. */
  public static final long LARGE = 1 << 20;

  static final String LFS = " filter=lfs diff=lfs merge=lfs -text";

  /** The endings of weights, data and archives: nothing that a diff could show. */
  static final List<String> ENDINGS =
      List.of(
          "safetensors",
          "bin",
          "pt",
          "pth",
          "onnx",
          "gguf",
          "h5",
          "keras",
          "pkl",
          "pickle",
          "joblib",
          "npz",
          "npy",
          "parquet",
          "arrow",
          "msgpack",
          "tflite",
          "pb",
          "ckpt",
          "mlmodel",
          "ot",
          "zip",
          "tar",
          "gz",
          "tgz",
          "bz2",
          "xz",
          "zst",
          "7z",
          "rar");

  private static final Set<String> KNOWN = Set.copyOf(ENDINGS);

  private LfsPatterns() {}

  /** True where the name alone says so, in any case of its letters. */
  public static boolean match(FilePath path) {
    return KNOWN.contains(ending(path).toLowerCase(Locale.ROOT));
  }

  /** The line that covers the file and all of its kind, else the file alone. */
  static String line(FilePath path) {
    String pattern = KNOWN.contains(ending(path)) ? "*." + ending(path) : exactly(path);
    return pattern + LFS;
  }

  private static String ending(FilePath path) {
    int dot = path.name().lastIndexOf('.');
    return Optional.of(path.name().substring(dot + 1)).filter(e -> dot >= 0).orElse("");
  }

  /**
   * The pattern that only this path matches. Of what Git reads specially, {@link FilePath} leaves
   * blanks and brackets; quoting is avoided, because older git-lfs can't read it.
   */
  static String exactly(FilePath path) {
    return "/" + path.text().replace("[", "[[]").replace(" ", "[[:space:]]");
  }
}
