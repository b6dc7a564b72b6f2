package dev.gitmodel.git;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's view of the machine: no user or system configuration (it would spawn git twice and write a
 * file of its own), and below every repository's configuration what JGit must do to be durable.
 */
final class JGitSystem extends SystemReader.Delegate {
  // Coarser than any kernel's tick: what is younger is read again rather than trusted.
  private static final long TIMESTAMP_GRAIN_MILLIS = 20;

  private static final StoredConfig CONFIG = new Memory();

  private static final int PACK_WINDOW = 1 << 16;
  private static final int PACK_CACHE = 1 << 26;

  private static boolean installed;
  private static boolean windowed;

  private JGitSystem(SystemReader reader) {
    super(reader);
  }

  /** Installs it, once a process, before JGit opens anything. */
  static synchronized void install() {
    if (!installed) {
      SystemReader.setInstance(new JGitSystem(SystemReader.getInstance()));
      installed = true;
    }
  }

  /** {@link #install}, and what only reading from packs needs. */
  static synchronized void installForPacks() {
    install();
    if (!windowed) {
      // The walk over all versions, notes or log reads the packs from end to end; JGit's own sizes
      // are for servers with thousands of repositories, and make that a seek for every 8 KiB.
      WindowCacheConfig windows = new WindowCacheConfig();
      windows.setPackedGitLimit(PACK_CACHE);
      windows.setPackedGitWindowSize(PACK_WINDOW);
      windows.setDeltaBaseCacheLimit(PACK_CACHE / 2);
      windows.install();
      windowed = true;
    }
  }

  /**
   * Makes JGit load and initialize what opening and reading a repository takes, on one that is not
   * there. Holds the lock that {@link #install} takes: who needs JGit meanwhile waits for the rest.
   */
  static synchronized void start() {
    installForPacks();
    File nowhere = new File(System.getProperty("java.home"), "no-repository.git");
    try (Repository none = new RepositoryBuilder().setGitDir(nowhere).setBare().build();
        ObjectReader reader = none.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      new Config().fromText("[core]\n\tbare = true\n");
      walk.parseAny(ObjectId.zeroId());
    } catch (IOException | ConfigInvalidException | RuntimeException e) {
      // Whoever uses it in earnest will hear of it.
      return;
    }
  }

  @Override
  public StoredConfig getSystemConfig() {
    return CONFIG;
  }

  @Override
  public StoredConfig getUserConfig() {
    return CONFIG;
  }

  @Override
  public StoredConfig getJGitConfig() {
    return CONFIG;
  }

  /** No file, so that none is looked for, nor what kind of file system it would be on. */
  private static final class Memory extends StoredConfig {
    Memory() {
      // Not in the repository's own file: stock git warns there that the key is deprecated.
      setBoolean("core", null, "fsyncObjectFiles", true);
      setBoolean("core", null, "fsyncRefFiles", true);
      setBoolean("core", null, "multiPackIndex", false);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    /** What JGit would else measure anew for each process, which takes seconds. */
    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long defaultValue, TimeUnit unit) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          ? unit.convert(TIMESTAMP_GRAIN_MILLIS, TimeUnit.MILLISECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }
  }
}
