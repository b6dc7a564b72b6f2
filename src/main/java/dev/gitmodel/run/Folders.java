package dev.gitmodel.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Removes folders that somebody may still be writing to. */
final class Folders {
  private static final int TRIES = 40;

  private Folders() {}

  /** Tries again for two seconds; no link out of the folder is followed. */
  static void removeStubbornly(Path folder) {
    for (int i = 0; i < TRIES && Files.exists(folder, LinkOption.NOFOLLOW_LINKS); i++) {
      if (i > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      remove(folder);
    }
  }

  private static void remove(Path folder) {
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (IOException somebodyWritesThere) {
      // The next try finds what is left.
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      // Without the right to write, nothing in it could be removed.
      boolean able = Files.isWritable(dir) || dir.toFile().setWritable(true);
      return able ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem)
        throws IOException {
      Files.deleteIfExists(dir);
      return FileVisitResult.CONTINUE;
    }
  }
}
