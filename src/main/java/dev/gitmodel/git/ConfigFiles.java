package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where Git looks for configuration: the system's, the user's and the repository's, in that order.
 */
final class ConfigFiles {
  private static final String WORKTREE_LINK = "gitdir: ";

  private ConfigFiles() {}

  /** The files that apply to {@code directory}, there or not. */
  static List<Path> of(Map<String, String> environment, Path directory) {
    List<Path> files = new ArrayList<>();
    if (!environment.containsKey("GIT_CONFIG_NOSYSTEM")) {
      files.add(Path.of(environment.getOrDefault("GIT_CONFIG_SYSTEM", "/etc/gitconfig")));
    }
    if (environment.containsKey("GIT_CONFIG_GLOBAL")) {
      files.add(Path.of(environment.getOrDefault("GIT_CONFIG_GLOBAL", "")));
    } else {
      files.addAll(ofUser(environment));
    }
    gitDirectory(environment, directory).ifPresent(git -> files.add(git.resolve("config")));
    return files;
  }

  private static List<Path> ofUser(Map<String, String> environment) {
    List<Path> files = new ArrayList<>();
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (!xdg.isEmpty()) {
      files.add(Path.of(xdg, "git", "config"));
    } else if (!home.isEmpty()) {
      files.add(Path.of(home, ".config", "git", "config"));
    }
    if (!home.isEmpty()) {
      files.add(Path.of(home, ".gitconfig"));
    }
    return files;
  }

  private static Optional<Path> gitDirectory(Map<String, String> environment, Path directory) {
    String set = environment.getOrDefault("GIT_DIR", "");
    if (!set.isEmpty()) {
      return Optional.of(directory.resolve(set));
    }
    for (Path p = directory.toAbsolutePath(); p != null; p = p.getParent()) {
      Path git = p.resolve(".git");
      if (Files.isDirectory(git)) {
        return Optional.of(git);
      }
      if (Files.isRegularFile(git)) {
        return Optional.of(linked(p, git));
      }
    }
    return Optional.empty();
  }

  /** The repository that a worktree's or submodule's {@code .git} file leads to. */
  static Path linked(Path worktree, Path link) {
    try {
      String text = Files.readString(link).strip();
      Path own = worktree.resolve(text.substring(Math.min(text.length(), WORKTREE_LINK.length())));
      Path common = own.resolve("commondir");
      return Files.isRegularFile(common)
          ? own.resolve(Files.readString(common).strip()).normalize()
          : own;
    } catch (IOException e) {
      throw Durable.storage("can't read " + link, e);
    }
  }
}
