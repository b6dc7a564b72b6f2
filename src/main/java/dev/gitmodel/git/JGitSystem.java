package dev.gitmodel.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit's view of the machine: no user or system configuration (it would spawn git twice and write a
 * file of its own), and below every repository's configuration what JGit must do to be durable.
 */
final class JGitSystem extends SystemReader.Delegate {
  // Coarser than any kernel's tick: what is younger is read again rather than trusted.
  private static final long TIMESTAMP_GRAIN_MILLIS = 20;

  private static boolean installed;

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

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Memory(fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    Memory config = new Memory(fs);
    // Not in the repository's own file: stock git warns there that the key is deprecated.
    config.setBoolean("core", null, "fsyncObjectFiles", true);
    config.setBoolean("core", null, "fsyncRefFiles", true);
    config.setBoolean("core", null, "multiPackIndex", false);
    return config;
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Memory(fs);
  }

  private static final class Memory extends FileBasedConfig {
    Memory(FS fs) {
      super(null, fs);
    }

    /**
     * Says of every file system that its time stamps may be two seconds coarse. JGit would measure
     * it for seconds in every process, with probe files among the objects; that it reads a file
     * changed that recently once more costs nothing.
     */
    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      boolean clock = section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION);
      if (clock && name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION)) {
        return "2 s";
      }
      if (clock && name.equals(ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD)) {
        return "10 ms";
      }
      return super.getString(section, subsection, name);
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

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
