package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/**
 * What makes {@code git diff} show fields and tensors in the user's own repository. Git reads such
 * settings from the repository's configuration only, never from what was cloned.
 */
public final class DiffDrivers {
  private static final String TEXTCONV = "textconv";
  private static final String ATTRIBUTE = "diff=git-model";
  private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("git-model", command("cat", "manifest"));
    // The attribute that git-lfs writes for every file it tracks; nothing else uses it. What Git
    // compares there are pointers, which are shorter than this.
    COMMANDS.put("lfs", command("head -c 1024", "weights"));
  }

  /**
   * With what is shown where git-model is gone: Git gives up a diff whose program it can't find.
   */
  private static String command(String without, String kind) {
    return "f() { command -v git-model >/dev/null || exec "
        + without
        + " \"$1\"; exec git-model textconv "
        + kind
        + " \"$1\"; }; f";
  }

  private final Path common;

  private DiffDrivers(Path common) {
    this.common = common;
  }

  /** The repository whose work tree {@code folder} is in, if it is in one. */
  public static Optional<DiffDrivers> around(Path folder) {
    Path nearest = folder.toAbsolutePath().normalize();
    while (!Files.isDirectory(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    JGitSystem.install();
    File git = new RepositoryBuilder().findGitDir(nearest.toFile()).getGitDir();
    return Optional.ofNullable(git).map(File::toPath).map(DiffDrivers::common);
  }

  private static DiffDrivers common(Path git) {
    Path pointer = git.resolve("commondir");
    try {
      return new DiffDrivers(
          Files.exists(pointer) ? git.resolve(Files.readString(pointer).strip()).normalize() : git);
    } catch (IOException e) {
      throw Durable.storage("can't read " + pointer, e);
    }
  }

  /** The settings that are not made yet, by their names; another value of theirs stays. */
  public List<String> missing() {
    FileBasedConfig config = config();
    List<String> missing = new ArrayList<>();
    for (String driver : COMMANDS.keySet()) {
      if (config.getString("diff", driver, TEXTCONV) == null) {
        missing.add("diff." + driver + "." + TEXTCONV);
      }
    }
    if (!attributes().contains(ATTRIBUTE)) {
      missing.add("info/attributes");
    }
    return missing;
  }

  /** Makes the missing settings; their names. */
  public List<String> install() {
    List<String> missing = missing();
    FileBasedConfig config = config();
    COMMANDS.forEach(
        (driver, command) -> {
          if (missing.contains("diff." + driver + "." + TEXTCONV)) {
            config.setString("diff", driver, TEXTCONV, command);
          }
        });
    try {
      if (!missing.isEmpty()) {
        config.save();
      }
      if (missing.contains("info/attributes")) {
        String own = attributes();
        String separator = own.isEmpty() || own.endsWith("\n") ? "" : "\n";
        Files.createDirectories(common.resolve("info"));
        Files.writeString(attributesFile(), own + separator + "model.yaml " + ATTRIBUTE + "\n");
      }
    } catch (IOException e) {
      throw Durable.storage("can't write the settings of " + common, e);
    }
    return missing;
  }

  private FileBasedConfig config() {
    FileBasedConfig config = new FileBasedConfig(common.resolve("config").toFile(), FS.DETECTED);
    try {
      config.load();
    } catch (IOException | ConfigInvalidException e) {
      throw Durable.storage("can't read " + common.resolve("config"), new IOException(e));
    }
    return config;
  }

  private Path attributesFile() {
    return common.resolve("info/attributes");
  }

  private String attributes() {
    try {
      return Files.exists(attributesFile()) ? Files.readString(attributesFile()) : "";
    } catch (IOException e) {
      throw Durable.storage("can't read " + attributesFile(), e);
    }
  }
}
