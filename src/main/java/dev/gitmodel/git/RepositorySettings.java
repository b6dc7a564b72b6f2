package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;

/** The configuration that every repository of a registry has, whoever made or edited it. */
final class RepositorySettings {
  /** One setting: Git's key and the value it must have. */
  record Setting(String section, String name, String value) {
    String key() {
      return section + "." + name;
    }
  }

  static final List<Setting> ALL =
      List.of(
          new Setting("core", "bare", "true"),
          // What JGit's fsync keys are for stock git; see JGitSystem.
          new Setting("core", "fsync", "committed,loose-object"),
          new Setting("core", "multiPackIndex", "false"),
          new Setting("gc", "auto", "0"),
          new Setting("receive", "fsckObjects", "true"),
          new Setting("transfer", "fsckObjects", "true"),
          new Setting("receive", "denyDeletes", "true"),
          new Setting("receive", "denyNonFastForwards", "true"),
          new Setting("uploadpack", "allowTipSHA1InWant", "false"),
          new Setting("uploadpack", "allowReachableSHA1InWant", "false"),
          new Setting("uploadpack", "allowAnySHA1InWant", "false"));

  private static final List<Setting> FORMAT =
      List.of(
          new Setting("core", "repositoryformatversion", "0"),
          new Setting("core", "filemode", "true"));

  private RepositorySettings() {}

  /** The configuration file of a new repository. */
  static String text() {
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    Stream.concat(FORMAT.stream(), ALL.stream())
        .forEach(
            s ->
                sections
                    .computeIfAbsent(s.section(), name -> new StringBuilder("[" + name + "]\n"))
                    .append('\t')
                    .append(s.name())
                    .append(" = ")
                    .append(s.value())
                    .append('\n'));
    return String.join("", sections.values());
  }

  /**
   * That of a repository which others push to: aliases and experiments move and go there by pushes,
   * and it is the hooks that say which may.
   */
  static String hostText() {
    return text()
        .replace("denyDeletes = true", "denyDeletes = false")
        .replace("denyNonFastForwards = true", "denyNonFastForwards = false");
  }

  /** The settings that are not as they must be. */
  static List<Setting> wrong(StoredConfig config) {
    return ALL.stream()
        .filter(s -> !s.value().equals(config.getString(s.section(), null, s.name())))
        .toList();
  }

  /** As {@link #ensure(Repository)}, without opening what nobody touched since it was made. */
  static void ensure(Path folder, Supplier<Repository> repository) {
    try {
      if (Files.readString(folder.resolve("config")).equals(text())) {
        return;
      }
    } catch (IOException e) {
      // JGit says what is the matter with it.
    }
    ensure(repository.get());
  }

  /** Puts right what is wrong; called under the repository's lock. */
  static void ensure(Repository repository) {
    StoredConfig config = repository.getConfig();
    if (wrong(config).isEmpty()) {
      return;
    }
    Path folder = repository.getDirectory().toPath();
    try (GitLocks locks = new GitLocks(folder)) {
      locks.take("config");
      config.load();
      for (Setting s : wrong(config)) {
        config.setString(s.section(), null, s.name(), s.value());
      }
      // Not saved by JGit, which deletes the old file where it can't rename the new one.
      Durable.write(folder.resolve("config"), config.toText().getBytes(StandardCharsets.UTF_8));
      config.load();
    } catch (IOException | ConfigInvalidException e) {
      throw Durable.storage(
          "can't save the configuration of " + folder,
          e instanceof IOException io ? io : new IOException(e));
    }
  }
}
