package dev.gitmodel.workspace;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** No two paths are one on a file system that folds case or composes characters. */
final class NameTwins {
  private NameTwins() {}

  static void refuse(List<FilePath> paths) {
    Map<String, String> seen = new HashMap<>();
    for (FilePath path : paths) {
      String text = path.text();
      for (int end = text.indexOf('/'); end >= 0; end = text.indexOf('/', end + 1)) {
        refuse(text.substring(0, end), seen);
      }
      refuse(text, seen);
    }
  }

  private static void refuse(String name, Map<String, String> seen) {
    String twin = seen.putIfAbsent(fold(name), name);
    if (twin != null && !twin.equals(name)) {
      throw RegistryException.invalid(
          Printable.of(twin + " and " + name) + " are one name on Windows and macOS",
          "rename one of them");
    }
  }

  private static String fold(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
