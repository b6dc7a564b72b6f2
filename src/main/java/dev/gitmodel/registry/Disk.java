package dev.gitmodel.registry;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The user's disk: every failure is STORAGE and names the file; no symbolic link is followed. */
final class Disk {
  private static final int BUFFER = 1 << 17;

  private Disk() {}

  /** Work that may fail as disks do. */
  interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  static <T extends @Nullable Object> T attempt(String verb, Object path, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new RegistryException(
          Problem.STORAGE,
          "can't " + verb + " " + path + ": " + why(e),
          "is the disk full, or the folder not yours?",
          e);
    }
  }

  /** What the disk said, without the path that it was about. */
  static String why(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** True for anything, a dangling link too. */
  static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  static void makeFolders(Path folder) {
    attempt("make", folder, () -> Files.createDirectories(folder));
  }

  static long size(Path file) {
    return attempt("read", file, () -> Files.size(file));
  }

  static void delete(Path path) {
    attempt("remove", path, () -> Files.deleteIfExists(path));
  }

  /** One atomic step; what was at {@code to} is gone. */
  static void rename(Path from, Path to) {
    attempt("write", to, () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
  }

  static Digest hash(Path file, Progress progress) {
    return attempt(
        "read",
        file,
        () -> {
          try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return hash(in, progress);
          }
        });
  }

  static Digest hash(InputStream in, Progress progress) throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sha.update(buffer, 0, n);
      progress.advance(n);
    }
    return Digest.finish(sha.digest());
  }

  /** The file's content, or the folder's names, survive a power cut. */
  static void force(Path path) {
    attempt(
        "write",
        path,
        () -> {
          try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
          }
          return path;
        });
  }

  static void makeExecutable(Path file, boolean executable) {
    if (Files.isExecutable(file) != executable && !file.toFile().setExecutable(executable, false)) {
      throw new RegistryException(Problem.STORAGE, "can't change the mode of " + file, "");
    }
  }

  /** Removes the folder and what is in it, read-only folders too. */
  static void deleteTree(Path root) {
    if (!isFolder(root)) {
      delete(root);
      return;
    }
    walk(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            // Without the right to write, nothing in it could be removed.
            boolean changed = Files.isWritable(dir) || dir.toFile().setWritable(true);
            return changed ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static boolean isEmpty(Path folder) {
    return attempt(
        "read",
        folder,
        () -> {
          try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
          }
        });
  }

  /** Removes the folder and the empty ones in it; STORAGE where there is a file. */
  static void deleteEmptyFolders(Path root) {
    walk(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void walk(Path root, SimpleFileVisitor<Path> visitor) {
    attempt("read", root, () -> Files.walkFileTree(root, visitor));
  }
}
