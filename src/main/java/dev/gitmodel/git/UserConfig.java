package dev.gitmodel.git;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * The user's Git configuration as stock git would see it: system, global, the repository stood in,
 * and {@code git -c}. Read as text, because starting JGit costs more than reading it.
 */
public final class UserConfig {
  private static final int DEEPEST_INCLUDE = 8;

  private final Map<String, String> environment;
  private final Config config;
  private final List<Path> read = new ArrayList<>();

  private UserConfig(Map<String, String> environment) {
    this.environment = environment;
    this.config = new Config();
  }

  /** Reads what applies to {@code directory} under {@code environment}. */
  public static UserConfig read(Map<String, String> environment, Path directory) {
    UserConfig user = new UserConfig(environment);
    StringBuilder text = new StringBuilder();
    for (Path file : user.files(directory)) {
      user.append(file, text, 0);
    }
    CommandLineConfig.appendTo(text, environment);
    user.parse(text.toString());
    return user;
  }

  private List<Path> files(Path directory) {
    List<Path> files = new ArrayList<>();
    if (!environment.containsKey("GIT_CONFIG_NOSYSTEM")) {
      files.add(Path.of(environment.getOrDefault("GIT_CONFIG_SYSTEM", "/etc/gitconfig")));
    }
    Optional<Path> home = home();
    if (environment.containsKey("GIT_CONFIG_GLOBAL")) {
      files.add(Path.of(environment.getOrDefault("GIT_CONFIG_GLOBAL", "")));
    } else {
      String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
      if (!xdg.isEmpty()) {
        files.add(Path.of(xdg, "git", "config"));
      } else {
        home.ifPresent(h -> files.add(h.resolve(".config/git/config")));
      }
      home.ifPresent(h -> files.add(h.resolve(".gitconfig")));
    }
    gitDirectory(directory).ifPresent(git -> files.add(git.resolve("config")));
    return files;
  }

  private Optional<Path> gitDirectory(Path directory) {
    String set = environment.getOrDefault("GIT_DIR", "");
    if (!set.isEmpty()) {
      return Optional.of(directory.resolve(set));
    }
    for (Path p = directory.toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.isDirectory(p.resolve(".git"))) {
        return Optional.of(p.resolve(".git"));
      }
    }
    return Optional.empty();
  }

  private void append(Path file, StringBuilder text, int depth) {
    if (depth > DEEPEST_INCLUDE || !Files.isRegularFile(file)) {
      return;
    }
    try {
      String content = Files.readString(file);
      read.add(file);
      // What is included stands where it is included: lines below it win, as in stock git.
      for (String section : content.split("(?m)^(?=[ \t]*\\[)", -1)) {
        text.append(section).append('\n');
        Config own = new Config();
        own.fromText(section.replaceAll("(?m)^\\s*\\[include\\]", "[included]"));
        for (String path : own.getStringList("included", null, "path")) {
          append(included(file, path), text, depth + 1);
        }
      }
    } catch (IOException | ConfigInvalidException e) {
      throw new RegistryException(
          Problem.INVALID, "can't read the Git configuration " + file, "git config --list", e);
    }
  }

  private Path included(Path from, String path) {
    if (path.startsWith("~/")) {
      return home().orElse(Path.of("/")).resolve(path.substring(2));
    }
    Path folder = from.toAbsolutePath().getParent();
    return folder == null ? Path.of(path) : folder.resolve(path);
  }

  private void parse(String text) {
    try {
      config.fromText(text.replaceAll("(?m)^\\s*\\[include\\]", "[included]"));
    } catch (ConfigInvalidException e) {
      throw new RegistryException(
          Problem.INVALID, "can't read the Git configuration", "git config --list", e);
    }
  }

  private Optional<Path> home() {
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home));
  }

  /** The last value of {@code section.name}. */
  public Optional<String> get(String section, String name) {
    return get(section, null, name);
  }

  /** The last value of {@code section.subsection.name}. */
  public Optional<String> get(String section, @Nullable String subsection, String name) {
    return Optional.ofNullable(config.getString(section, subsection, name));
  }

  /** A value that names a file, with {@code ~/} resolved. */
  public Optional<Path> path(String section, @Nullable String subsection, String name) {
    return get(section, subsection, name)
        .map(
            p ->
                p.startsWith("~/")
                    ? home().orElse(Path.of("/")).resolve(p.substring(2))
                    : Path.of(p));
  }

  /** The files read, for telling where a setting came from. */
  public List<Path> files() {
    return List.copyOf(read);
  }

  /**
   * Who makes commits here: GIT_AUTHOR_*, GIT_COMMITTER_*, then user.*; INVALID where nobody is
   * named.
   */
  public Actor actor() {
    String name = first("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "name");
    String email = first("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "email");
    if (name.isBlank() || email.isBlank()) {
      throw RegistryException.invalid(
          "Git does not know who you are, and the audit log must",
          "git config --global user.name \"Your Name\" && git config --global user.email"
              + " you@example.com");
    }
    return new Actor(name, email);
  }

  private String first(String author, String committer, String key) {
    for (String variable : new String[] {author, committer}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isBlank()) {
        return value;
      }
    }
    return get("user", key).orElse("");
  }
}
