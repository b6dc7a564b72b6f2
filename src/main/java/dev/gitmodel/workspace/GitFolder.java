package dev.gitmodel.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where Git keeps what belongs to the folder one stands in, as Git itself looks for it. */
final class GitFolder {
  private static final String POINTER = "gitdir: ";
  private static final int LONGEST = 4096;

  private GitFolder() {}

  /**
   * The folder that all work trees of the repository share: {@code .git} of the nearest work tree
   * above, what a {@code .git} file there points to, or a bare repository itself.
   */
  static Optional<Path> of(Path standing) {
    for (Path at = standing.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.isDirectory(git)) {
        return Optional.of(git);
      }
      if (Files.isRegularFile(git)) {
        return pointed(at, text(git)).map(GitFolder::shared);
      }
      if (Files.isRegularFile(at.resolve("HEAD")) && Files.isDirectory(at.resolve("objects"))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> pointed(Path from, String text) {
    return text.startsWith(POINTER)
        ? Optional.of(from.resolve(text.substring(POINTER.length()).strip()).normalize())
        : Optional.empty();
  }

  /** A linked work tree names the repository's folder in a file. */
  private static Path shared(Path git) {
    Path common = git.resolve("commondir");
    return Files.isRegularFile(common) ? git.resolve(text(common).strip()).normalize() : git;
  }

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Disk.failed("can't read " + file, e);
    }
  }
}
