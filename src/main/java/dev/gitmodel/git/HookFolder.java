package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/** Where Git looks for the hooks of a repository. */
public final class HookFolder {
  private final Path common;
  private final Path hooks;

  private HookFolder(Path common, Path hooks) {
    this.common = common;
    this.hooks = hooks;
  }

  /** That of the repository, which a {@code core.hooksPath} may have moved. */
  static HookFolder of(HookRepository repository, Path folder) {
    Path common = repository.common();
    // Git runs hooks at the top of the work tree, or in a bare repository's folder.
    Path top = common.endsWith(".git") ? top(folder) : common;
    Path hooks =
        repository
            .config()
            .path("core", null, "hookspath")
            .map(top::resolve)
            .orElse(common.resolve("hooks"));
    return new HookFolder(common, hooks.normalize());
  }

  private static Path top(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (at.getParent() != null && !at.resolve(".git").toFile().exists()) {
      at = at.getParent();
    }
    return at;
  }

  /** The folder, there or not. */
  public Path path() {
    return hooks;
  }

  /** Makes the hooks find the program where their PATH does not have it. */
  public void remember(Path program) {
    FileBasedConfig config = new FileBasedConfig(common.resolve("config").toFile(), FS.DETECTED);
    try {
      config.load();
      if (!program.toString().equals(config.getString("model", null, "program"))) {
        config.setString("model", null, "program", program.toString());
        config.save();
      }
    } catch (IOException | ConfigInvalidException e) {
      throw Durable.storage("can't write " + common.resolve("config"), new IOException(e));
    }
  }
}
