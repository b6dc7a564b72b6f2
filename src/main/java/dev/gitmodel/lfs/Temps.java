package dev.gitmodel.lfs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;

/** The folder of a store where files are until they are whole; there or not. */
record Temps(Path folder) {
  /** Makes the folder, where it is not there. */
  void make() {
    Durable.createDirectories(folder);
  }

  /** For one who discards it in the end; a signal that ends the process takes it along. */
  Path fresh() {
    Path temp = folder.resolve("put-" + UUID.randomUUID());
    Unfinished.FILES.begin(temp);
    return temp;
  }

  /** What is an object is written to by nobody any more; not forced. */
  static void readOnly(Path temp) throws IOException {
    PosixFileAttributeView mode = Files.getFileAttributeView(temp, PosixFileAttributeView.class);
    if (mode != null) {
      mode.setPermissions(PosixFilePermissions.fromString("r--r--r--"));
    }
  }

  /** It is about to be renamed, so a signal leaves it alone. */
  void whole(Path temp) {
    Unfinished.FILES.finish(temp);
  }

  /** Removes a temp file, where it still is one. */
  void discard(Path temp) {
    Unfinished.FILES.forget(temp);
    Durable.discard(temp);
  }

  /** As {@link DirectoryBlobs#sweep}. */
  int sweep(Instant limit) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int count = 0;
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
      for (Path file : leftovers) {
        count += old(file, limit) && Files.deleteIfExists(file) ? 1 : 0;
      }
    } catch (IOException e) {
      throw Durable.storage("can't clear " + folder, e);
    }
    return count;
  }

  private static boolean old(Path temp, Instant limit) throws IOException {
    try {
      BasicFileAttributes is =
          Files.readAttributes(temp, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return is.isRegularFile() && is.lastModifiedTime().toInstant().isBefore(limit);
    } catch (NoSuchFileException movedIntoPlace) {
      return false;
    }
  }
}
