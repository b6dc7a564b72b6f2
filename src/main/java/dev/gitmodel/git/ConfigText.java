package dev.gitmodel.git;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/**
 * The text of all configuration files that Git would read, in the order in which later values win,
 * with what they include where they include it.
 */
final class ConfigText {
  private static final int DEEPEST_INCLUDE = 10;
  private static final String SECTION = "\\s*\\[([^]]*)](.*)";
  private static final String PATH = "(?i)\\s*path\\s*=.*";
  private static final String INERT = "[included]\n";

  private final Map<String, String> environment;
  private final StringBuilder text = new StringBuilder();
  private final List<Path> read = new ArrayList<>();

  private ConfigText(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Reads what applies to {@code directory} under {@code environment}. */
  static ConfigText read(Map<String, String> environment, Path directory) {
    ConfigText config = new ConfigText(environment);
    ConfigFiles.of(environment, directory).forEach(file -> config.append(file, 0));
    if (config.mentions("includeif")) {
      // Whether a condition holds is Git's to say; asking costs a process, so nobody else pays.
      GitSays.settings(environment, directory).ifPresent(config::replace);
    }
    CommandLineConfig.appendTo(config.text, environment);
    return config;
  }

  private void replace(String said) {
    text.setLength(0);
    text.append(said);
  }

  /** All of it, as one file. */
  String all() {
    return text.toString();
  }

  /** The files read, for telling where a setting came from. */
  List<Path> files() {
    return List.copyOf(read);
  }

  /** False where nothing at all is set in that section. */
  boolean mayHave(String section) {
    return mentions(section);
  }

  private boolean mentions(String word) {
    return mentions(text, word);
  }

  /** What to say when the text can't be read: names the file where it is one of them. */
  RegistryException broken(ConfigInvalidException cause) {
    String file =
        read.stream().filter(ConfigText::isBroken).findFirst().map(f -> " " + f).orElse("");
    return new RegistryException(
        Problem.INVALID, "can't read the Git configuration" + file, "git config --list", cause);
  }

  private static boolean isBroken(Path file) {
    try {
      new Config().fromText(Files.readString(file));
      return false;
    } catch (IOException | ConfigInvalidException e) {
      return true;
    }
  }

  private static boolean mentions(CharSequence text, String word) {
    String all = text.toString();
    for (int i = 0; i <= all.length() - word.length(); i++) {
      if (all.regionMatches(true, i, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  private void append(Path file, int depth) {
    if (depth > DEEPEST_INCLUDE || !Files.isRegularFile(file)) {
      return;
    }
    try {
      String content = plain(Files.readString(file));
      read.add(file);
      if (mentions(content, "include")) {
        inline(file, content, depth);
      } else {
        text.append(content);
      }
      text.append('\n');
    } catch (IOException | ConfigInvalidException e) {
      throw new RegistryException(
          Problem.INVALID, "can't read the Git configuration " + file, "git config --list", e);
    }
  }

  /**
   * The same settings without indentation and comments, from which JGit builds strings character by
   * character with machinery that takes 10 ms to start.
   */
  private static String plain(String content) {
    StringBuilder plain = new StringBuilder(content.length());
    boolean goesOn = false;
    for (String line : content.split("\n", -1)) {
      String stripped = goesOn ? line : line.strip();
      if (goesOn || !(stripped.startsWith("#") || stripped.startsWith(";"))) {
        goesOn = stripped.endsWith("\\");
        plain.append(stripped).append('\n');
      }
    }
    return plain.toString();
  }

  private void inline(Path file, String content, int depth) throws ConfigInvalidException {
    // Made here, because few files include others.
    Pattern header = Pattern.compile(SECTION);
    boolean including = false;
    for (String line : content.split("\n", -1)) {
      String rest = line;
      Matcher section = header.matcher(line);
      if (section.matches()) {
        including = section.group(1).strip().equalsIgnoreCase("include");
        rest = section.group(2);
      }
      if (!including) {
        text.append(line).append('\n');
      } else if (rest.matches(PATH)) {
        text.append(INERT);
        append(included(file, rest), depth + 1);
        text.append(INERT);
      }
    }
  }

  private Path included(Path from, String line) throws ConfigInvalidException {
    Config one = new Config();
    one.fromText(INERT + line);
    String path = Optional.ofNullable(one.getString("included", null, "path")).orElse("");
    if (path.startsWith("~/")) {
      return Path.of(environment.getOrDefault("HOME", "/")).resolve(path.substring(2));
    }
    Path folder = from.toAbsolutePath().getParent();
    return folder == null ? Path.of(path) : folder.resolve(path);
  }
}
