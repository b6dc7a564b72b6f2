package dev.gitmodel.registry;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The folder of a user that files are pulled into, by its real path; never leaves it. */
record LocalFolder(Path root) {
  /** What git-model keeps there while it pulls. */
  static final String OWN = ".git-model-pull";

  /** What is at a path. */
  sealed interface Place {
    /** Nothing, and the folders on the way are folders. */
    record Free() implements Place {}

    /** A regular file, as it was when we looked. */
    record Regular(long size, FileTime modified) implements Place {}

    /** A folder. */
    record Folder() implements Place {}

    /** A link or a device. */
    record Foreign() implements Place {}

    /** Nothing can be there: {@code path} on the way is no folder. */
    record Behind(String path) implements Place {}
  }

  Path resolve(String path) {
    return root.resolve(path);
  }

  Place at(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      Optional<BasicFileAttributes> found = attributes(root.resolve(folder));
      if (found.isEmpty()) {
        return new Place.Free();
      }
      if (!found.get().isDirectory()) {
        return new Place.Behind(folder);
      }
    }
    return attributes(root.resolve(path)).map(LocalFolder::place).orElseGet(Place.Free::new);
  }

  private static Place place(BasicFileAttributes found) {
    if (found.isRegularFile()) {
      return new Place.Regular(found.size(), found.lastModifiedTime());
    }
    return found.isDirectory() ? new Place.Folder() : new Place.Foreign();
  }

  private static Optional<BasicFileAttributes> attributes(Path path) {
    return Disk.attempt(
        "read",
        path,
        () -> {
          try {
            return Optional.of(
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
          } catch (NoSuchFileException e) {
            return Optional.empty();
          }
        });
  }

  /** Everything there that is no folder, by its path with {@code /}; no {@code .git} is entered. */
  SortedSet<String> content() {
    SortedSet<String> content = new TreeSet<>();
    Disk.walk(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return isOwn(dir) || name(dir).equals(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isOwn(file)) {
              content.add(root.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem) {
            // A folder that can't be read holds nothing that a pull would remove.
            return FileVisitResult.CONTINUE;
          }
        });
    return content;
  }

  private boolean isOwn(Path path) {
    return root.equals(path.getParent()) && name(path).startsWith(OWN);
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
