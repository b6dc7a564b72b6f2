package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lock files of Git that a killed process left behind. Whoever holds the repository's own lock
 * knows that no git-model process is at work, so {@link GitLocks} that are there are nobody's;
 * other locks may be a stock git's that is at work, unless they are old.
 */
final class StaleLocks {
  static final Duration OLD = Duration.ofMinutes(1);

  private final Path repository;

  StaleLocks(Path repository) {
    this.repository = repository;
  }

  /** Removes what nobody holds; called under the repository's lock only. Returns what went. */
  List<Path> sweep() {
    List<Path> swept = new ArrayList<>();
    for (Path lock : stale()) {
      try {
        if (Files.deleteIfExists(lock)) {
          swept.add(lock);
        }
      } catch (IOException e) {
        throw Durable.storage("can't remove the left-over " + lock, e);
      }
    }
    forget(GitLocks.intent(repository));
    return swept;
  }

  /** What nobody holds; called under the repository's lock only. */
  List<Path> stale() {
    Path intent = GitLocks.intent(repository);
    boolean died = Files.exists(intent);
    List<Path> stale = new ArrayList<>();
    for (Path lock : all()) {
      try {
        boolean ours = died && Files.isSameFile(lock, intent);
        if (ours || isOld(lock)) {
          stale.add(lock);
        }
      } catch (NoSuchFileException released) {
        // A stock git finished while we looked.
      } catch (IOException e) {
        throw Durable.storage("can't look at the lock " + lock, e);
      }
    }
    return stale;
  }

  /** Older than any stock git holds one; false where it is gone meanwhile. */
  boolean isOld(Path lock) {
    try {
      return Files.getLastModifiedTime(lock).toInstant().isBefore(Instant.now().minus(OLD));
    } catch (NoSuchFileException released) {
      // A stock git finished while we looked.
      return false;
    } catch (IOException e) {
      throw Durable.storage("can't look at the lock " + lock, e);
    }
  }

  private static void forget(Path intent) {
    try {
      Files.deleteIfExists(intent);
    } catch (IOException e) {
      throw Durable.storage("can't remove the left-over " + intent, e);
    }
  }

  /** Every lock file of Git in the repository. */
  List<Path> all() {
    List<Path> found = new ArrayList<>();
    for (String name : new String[] {"packed-refs", "HEAD", "config"}) {
      Path lock = repository.resolve(name + GitLocks.LOCK);
      if (Files.exists(lock)) {
        found.add(lock);
      }
    }
    try {
      Files.walkFileTree(
          repository.resolve("refs"),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(GitLocks.LOCK)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              // Gone while we looked: a stock git finished.
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw Durable.storage("can't look for left-over locks in " + repository, e);
    }
    return found;
  }
}
