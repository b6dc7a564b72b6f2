package dev.gitmodel.git;

import dev.gitmodel.model.RegistryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the user's own {@code git} answers, where it is installed. */
final class GitSays {
  private GitSays() {}

  /** All settings that apply to {@code directory}, as the text of one configuration file. */
  static Optional<String> settings(Map<String, String> environment, Path directory) {
    ProcessBuilder git = new ProcessBuilder(List.of("git", "config", "--list", "-z"));
    git.directory(directory.toFile());
    git.environment().clear();
    git.environment().putAll(environment);
    try {
      Tool.Run run = Tool.run(git, new byte[0], "install git");
      return run.exit() == 0 ? Optional.of(text(run.out())) : Optional.empty();
    } catch (RegistryException notInstalled) {
      return Optional.empty();
    }
  }

  /** {@code key\nvalue\0...}; a key alone is true. */
  private static String text(String said) {
    StringBuilder text = new StringBuilder();
    for (String setting : said.split("\0", -1)) {
      int newline = setting.indexOf('\n');
      if (newline > 0) {
        CommandLineConfig.append(
            text, setting.substring(0, newline), setting.substring(newline + 1));
      } else if (!setting.isEmpty()) {
        CommandLineConfig.append(text, setting, "true");
      }
    }
    return text.toString();
  }
}
