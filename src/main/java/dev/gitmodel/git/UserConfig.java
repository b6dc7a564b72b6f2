package dev.gitmodel.git;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.RegistryException;
import java.nio.file.Path;
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
  private final Map<String, String> environment;
  private final ConfigText text;
  private @Nullable Config parsed;

  private UserConfig(Map<String, String> environment, ConfigText text) {
    this.environment = environment;
    this.text = text;
  }

  /** Reads what applies to {@code directory} under {@code environment}. */
  public static UserConfig read(Map<String, String> environment, Path directory) {
    return new UserConfig(environment, ConfigText.read(environment, directory));
  }

  private Config config() {
    Config known = parsed;
    return known == null ? parse() : known;
  }

  private synchronized Config parse() {
    Config config = new Config();
    try {
      config.fromText(text.all());
    } catch (ConfigInvalidException e) {
      throw text.broken(e);
    }
    parsed = config;
    return config;
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
    // Most users have set nothing of ours, and parsing takes 20 ms of a start.
    return text.mayHave(section)
        ? Optional.ofNullable(config().getString(section, subsection, name))
        : Optional.empty();
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
    return text.files();
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
