package dev.gitmodel.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The work tree that a folder is in: where it begins, and the folder that it shares with the
 * repository's other work trees.
 */
public record WorkTree(Path root, Path common) {
  /** As Git looks for it, upwards. */
  public static Optional<WorkTree> around(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.isDirectory(git)) {
        return Optional.of(new WorkTree(at, git));
      }
      if (Files.isRegularFile(git)) {
        return Optional.of(new WorkTree(at, ConfigFiles.linked(at, git)));
      }
    }
    return Optional.empty();
  }
}
