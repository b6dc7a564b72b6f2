package dev.gitmodel.store;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the tree of a version must be. */
final class InMemoryTree {
  private InMemoryTree() {}

  static void check(Change.Publish publish, InMemoryFileStore files) {
    Set<FilePath> paths = new TreeSet<>();
    for (Artifact file : publish.files()) {
      if (!paths.add(file.path())) {
        throw invalid(file.path() + " is there twice");
      }
      if (!files.has(file)) {
        throw new RegistryException(
            Problem.CONFLICT,
            "the bytes of " + file.path() + " were removed meanwhile",
            "repeat the command");
      }
    }
    paths.forEach(path -> checkFolders(path, paths));
    checkManifest(publish.version(), publish.files(), files);
  }

  private static void checkFolders(FilePath path, Set<FilePath> paths) {
    String text = path.text();
    for (int end = text.indexOf('/'); end > 0; end = text.indexOf('/', end + 1)) {
      if (paths.contains(new FilePath(text.substring(0, end)))) {
        throw invalid(text.substring(0, end) + " can't be a file and a folder");
      }
    }
  }

  static void checkManifest(Version expected, List<Artifact> tree, InMemoryFileStore files) {
    var version =
        tree.stream()
            .filter(f -> f.path().equals(Manifest.FILE))
            .findFirst()
            .flatMap(f -> ManifestCodec.stored(files.bytes(f)).manifest().version());
    if (!version.equals(Optional.of(expected))) {
      throw invalid(
          "model.yaml says version "
              + version.map(Object::toString).orElse("nothing")
              + ", not "
              + expected);
    }
  }

  private static RegistryException invalid(String message) {
    return RegistryException.invalid(message, "");
  }
}
