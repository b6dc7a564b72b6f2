package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings files into a folder of our own. What an interrupted fetch left there is hashed again and
 * kept where it is whole, so fetching again resumes.
 */
final class FileFetch {
  private final FileStore store;
  private final Path root;
  private final Progress progress;

  FileFetch(FileStore store, Path root, Progress progress) {
    this.store = store;
    this.root = root;
    this.progress = progress;
  }

  /** Afterwards the folder holds exactly these files, each with its content, all of it durable. */
  void bring(Collection<Artifact> files) {
    if (Disk.isThere(root) && !Disk.isFolder(root)) {
      throw new RegistryException(
          Problem.CONFLICT, root + " is in the way", "remove it, then pull again");
    }
    Disk.makeFolders(root);
    Set<Path> wanted = files.stream().map(this::place).collect(Collectors.toSet());
    sweep(wanted);
    wanted.forEach(file -> Disk.makeFolders(parent(file)));
    Set<Artifact> fetched =
        store.fetch(files.stream().filter(file -> !isThere(file)).toList(), progress);
    Parallel.each(files, file -> bring(file, fetched.contains(file) ? Progress.NONE : progress));
    forceFolders();
  }

  private Path place(Artifact file) {
    return root.resolve(file.path().text());
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  /** What is not wanted goes: links and files of another selection, empty folders. */
  private void sweep(Set<Path> wanted) {
    Set<Path> folders = new HashSet<>();
    wanted.forEach(file -> ancestors(file, folders));
    Disk.walk(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!wanted.contains(file) || !attributes.isRegularFile()) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem)
              throws IOException {
            if (!dir.equals(root) && !folders.contains(dir)) {
              Files.delete(dir);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void ancestors(Path file, Set<Path> into) {
    Path dir = parent(file);
    while (!dir.equals(root) && into.add(dir)) {
      dir = parent(dir);
    }
  }

  private boolean isThere(Artifact file) {
    Path target = place(file);
    return Disk.isFile(target) && Disk.size(target) == file.size();
  }

  private void bring(Artifact file, Progress told) {
    Path target = place(file);
    if (isWhole(file, target)) {
      told.advance(file.size());
    } else {
      Disk.delete(target);
      store.copy(file, target, told);
    }
    Disk.makeExecutable(target, file.executable());
    Disk.force(target);
  }

  private boolean isWhole(Artifact file, Path target) {
    return isThere(file) && Disk.hash(target, Progress.NONE).equals(file.digest());
  }

  private void forceFolders() {
    Disk.walk(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem) {
            Disk.force(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
