package dev.gitmodel.git;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting that stock git itself sees for a folder, in its order, asked of it once. Nothing
 * that a repository brings along in its files, as {@code .lfsconfig}, is ever among them.
 */
public final class GitSettings {
  private final Map<String, String> environment;
  private final Path directory;
  private final List<Setting> all;

  /** One line of it: {@code section.name} in lower case, with the subsection as it is. */
  record Setting(String section, String subsection, String name, String value) {
    static Setting of(String key, String value) {
      int first = key.indexOf('.');
      int last = key.lastIndexOf('.');
      return new Setting(
          key.substring(0, first).toLowerCase(Locale.ROOT),
          last > first ? key.substring(first + 1, last) : "",
          key.substring(last + 1).toLowerCase(Locale.ROOT),
          value);
    }

    boolean is(String otherSection, String otherName) {
      return section.equals(otherSection) && name.equals(otherName);
    }
  }

  private GitSettings(Map<String, String> environment, Path directory, List<Setting> all) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.all = List.copyOf(all);
  }

  /** What applies to {@code directory} under {@code environment}. */
  public static GitSettings read(Map<String, String> environment, Path directory) {
    ProcessBuilder git = new ProcessBuilder(List.of("git", "config", "--list", "-z"));
    git.directory(directory.toFile());
    git.environment().clear();
    git.environment().putAll(environment);
    Tool.Run run = Tool.run(git, new byte[0], "install git");
    if (run.exit() != 0) {
      throw new RegistryException(
          Problem.INVALID, "can't read the Git configuration", "git config --list");
    }
    return new GitSettings(environment, directory, parse(run.out()));
  }

  /** {@code key\nvalue\0...}; a key alone is true. */
  private static List<Setting> parse(String said) {
    List<Setting> settings = new ArrayList<>();
    for (String setting : said.split("\0", -1)) {
      int newline = setting.indexOf('\n');
      String key = newline < 0 ? setting : setting.substring(0, newline);
      if (key.indexOf('.') > 0) {
        settings.add(Setting.of(key, newline < 0 ? "true" : setting.substring(newline + 1)));
      }
    }
    return settings;
  }

  /** Where it was asked. */
  Path directory() {
    return directory;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** A variable that is set to something. */
  Optional<String> variable(String name) {
    return Optional.of(environment.getOrDefault(name, "")).filter(value -> !value.isEmpty());
  }

  /** All of {@code section.*.name}, in order. */
  Stream<Setting> all(String section, String name) {
    return all.stream().filter(setting -> setting.is(section, name));
  }

  /** The last value of {@code section.name}. */
  Optional<String> get(String section, String name) {
    return get(section, "", name);
  }

  /** The last value of {@code section.subsection.name}. */
  Optional<String> get(String section, String subsection, String name) {
    return all(section, name)
        .filter(setting -> setting.subsection().equals(subsection))
        .map(Setting::value)
        .reduce((earlier, later) -> later);
  }

  /** What Git takes for yes. */
  static boolean isTrue(String value) {
    return List.of("true", "yes", "on", "1").contains(value.toLowerCase(Locale.ROOT));
  }

  /** A number with git-lfs's meaning: what is none is not set. */
  Optional<Integer> number(String section, String subsection, String name) {
    return get(section, subsection, name)
        .map(String::strip)
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(Integer::parseInt);
  }

  /** A value that names a file, with {@code ~/} resolved. */
  Path file(String value) {
    return value.startsWith("~/")
        ? Path.of(environment.getOrDefault("HOME", "/")).resolve(value.substring(2))
        : directory.resolve(value);
  }
}
