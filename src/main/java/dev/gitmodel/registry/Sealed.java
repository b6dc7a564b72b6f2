package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.FileStore;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and folders that nobody writes to. */
final class Sealed {
  private static final Set<PosixFilePermission> WRITING =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private Sealed() {}

  /**
   * Makes {@code target} a hard link to the file's bytes in the store, where that can't harm them:
   * a link has the mode of the store's own file, so an executable file or a writable one is copied.
   */
  static boolean link(Artifact file, FileStore files, Path target) {
    Optional<Path> source = files.location(file);
    if (file.executable() || source.isEmpty() || !isSealed(source.get(), file.size())) {
      return false;
    }
    try {
      Files.createLink(target, source.get());
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      // Another file system, or one without links.
      return false;
    }
  }

  private static boolean isSealed(Path source, long size) {
    try {
      return Files.size(source) == size
          && Files.getPosixFilePermissions(source).stream().noneMatch(WRITING::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Takes the right to write from everybody. */
  static void file(Path path) {
    if (!path.toFile().setWritable(false, false)) {
      throw new RegistryException(Problem.STORAGE, "can't change the mode of " + path, "");
    }
  }

  /** The same for the folder and all folders in it. */
  static void folders(Path root) {
    Disk.walk(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem) {
            file(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
