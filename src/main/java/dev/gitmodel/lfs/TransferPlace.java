package dev.gitmodel.lfs;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the repositories are that a command line over SSH can mean: paths are relative to {@code
 * folder}, {@code ~} is {@code home}, and nothing outside of {@code root} is served where there is
 * one.
 */
public record TransferPlace(Path folder, Path home, Optional<Path> root) {
  private static final String LINK = "gitdir: ";

  /**
   * The folder of the Git repository that {@code typed} means, as stock git's own programs read it:
   * a bare one, or one with a work tree, with or without {@code .git}. INVALID where it is no such
   * path; NOT_FOUND where there is no repository, or not one that is served.
   */
  public Path repository(String typed) {
    if (typed.isEmpty() || typed.startsWith("-") || !Printable.of(typed).equals(typed)) {
      throw RegistryException.invalid(
          "'" + Printable.of(typed) + "' is not the path of a repository", "name its folder");
    }
    Path path = expand(typed);
    return Stream.of(
            path.resolve(".git"),
            path,
            path.resolveSibling(path.getFileName() + ".git").resolve(".git"),
            path.resolveSibling(path.getFileName() + ".git"))
        .flatMap(candidate -> followed(candidate).stream())
        .filter(TransferPlace::isRepository)
        .findFirst()
        .map(TransferPlace::real)
        .filter(real -> root.isEmpty() || real.startsWith(real(root.get())))
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    "there is no Git repository " + typed + " here",
                    "the path is the one in the remote's URL: git remote -v"));
  }

  private Path expand(String typed) {
    String path = typed.startsWith("/~") ? typed.substring(1) : typed;
    try {
      if (path.equals("~") || path.startsWith("~/")) {
        return home.resolve(path.substring(Math.min(path.length(), 2))).normalize();
      }
      if (path.startsWith("~")) {
        throw RegistryException.invalid(
            "'" + typed + "' is in another user's home, which is not looked up here",
            "write the whole path, or ~/ for your own");
      }
      return folder.resolve(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw RegistryException.invalid("'" + Printable.of(typed) + "' is not a path", "");
    }
  }

  /** Where a worktree's {@code .git} file leads; a folder is what it is. */
  private static Optional<Path> followed(Path candidate) {
    try {
      if (!Files.isRegularFile(candidate)) {
        return Optional.of(candidate);
      }
      String link = Files.readString(candidate).strip();
      if (!link.startsWith(LINK)) {
        return Optional.empty();
      }
      Path own = candidate.resolveSibling(link.substring(LINK.length())).normalize();
      Path common = own.resolve("commondir");
      return Optional.of(
          Files.isRegularFile(common)
              ? own.resolve(Files.readString(common).strip()).normalize()
              : own);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** What stock git takes for one. */
  private static boolean isRepository(Path folder) {
    return Files.isRegularFile(folder.resolve("HEAD"))
        && Files.isDirectory(folder.resolve("objects"))
        && Files.isDirectory(folder.resolve("refs"));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw Durable.storage("can't read " + path, e);
    }
  }
}
