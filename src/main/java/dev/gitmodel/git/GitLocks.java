package dev.gitmodel.git;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;

/**
 * Git's own lock files, as many as are needed, gone when closed: stock git waits or fails. Each is
 * a hard link to one file of ours, so that what a killed process leaves is told from the lock of a
 * stock git that is at work.
 */
final class GitLocks implements AutoCloseable {
  static final String LOCK = ".lock";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Set<String> KEPT = Set.of("heads", "tags");
  private static final String INTENT = "git-model.intent";

  private final Path repository;
  private final Path intent;
  private final Consumer<String> notice;
  private final Map<String, Path> held = new HashMap<>();

  /** Only for who holds the repository's own lock. */
  GitLocks(Path repository) throws IOException {
    this(repository, text -> {});
  }

  /** As above; {@code notice} is told while another program's lock is waited for. */
  GitLocks(Path repository, Consumer<String> notice) throws IOException {
    this.repository = repository;
    this.notice = notice;
    this.intent = intent(repository);
    Files.writeString(intent, "");
  }

  /** What the locks of one process are links to; still there where that was killed. */
  static Path intent(Path repository) {
    return repository.resolve(INTENT);
  }

  /** Locks a ref, or {@code packed-refs}; CONFLICT where another program does not let go of it. */
  void take(String name) throws IOException {
    if (held.containsKey(name)) {
      return;
    }
    Path lock = repository.resolve(name + LOCK);
    long start = System.nanoTime();
    while (!made(lock)) {
      if (Files.isRegularFile(lock.resolveSibling(""))) {
        throw new RegistryException(
            Problem.CONFLICT, "a ref is where " + name + " needs a folder", "git model doctor");
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(RepositoryLock.SOON) > 0) {
        // Who writes tries again until it is old, and then nobody's.
        notice.accept(
            "waiting for another Git program that holds "
                + lock
                + " (up to "
                + StaleLocks.OLD.toSeconds()
                + " s)");
      }
      if (waited.compareTo(PATIENCE) > 0) {
        throw new RegistryException(
            Problem.CONFLICT,
            "another Git program holds " + lock,
            "let it finish, or where none runs: git model doctor --fix");
      }
      pause();
    }
    held.put(name, lock);
  }

  private boolean made(Path lock) throws IOException {
    try {
      Files.createDirectories(lock.resolveSibling(""));
      link(lock);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      // Held, or its folder was taken away: stock git does so as soon as no ref is in it.
      return false;
    }
  }

  private void link(Path lock) throws IOException {
    try {
      Files.createLink(lock, intent);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // No hard links on this file system: a left-over one is then swept by its age.
      Files.createFile(lock);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted while waiting", "", e);
    }
  }

  /**
   * Best effort: the next writer sweeps what stays. Folders that only held the locks go as well,
   * because who asks whether any ref moved looks at every folder.
   */
  @Override
  public void close() {
    Set<Path> folders = new HashSet<>();
    held.values().forEach(lock -> folders.add(lock.resolveSibling("")));
    held.values().removeIf(lock -> FileUtils.deleteQuietly(lock.toFile()));
    folders.forEach(this::prune);
    if (held.isEmpty()) {
      FileUtils.deleteQuietly(intent.toFile());
    }
  }

  /** Removes a folder of refs and those around it while they are empty, but for Git's own. */
  private void prune(Path folder) {
    Path refs = repository.resolve("refs");
    Path empty = folder;
    // Nothing but an empty folder is deleted so.
    while (empty.startsWith(refs) && !kept(refs, empty) && empty.toFile().delete()) {
      empty = empty.resolveSibling("");
    }
  }

  private static boolean kept(Path refs, Path folder) {
    return folder.equals(refs) || KEPT.contains(refs.relativize(folder).toString());
  }
}
