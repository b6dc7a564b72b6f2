package dev.gitmodel.workspace;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Walks a folder without following links; what it collects are regular files with names that every
 * system can store, {@code model.yaml} aside.
 */
final class Collector extends SimpleFileVisitor<Path> {
  private static final Set<String> ALWAYS = Set.of("README.md", ".gitattributes");
  private static final int SHOWN = 5;

  private final Path root;
  private final List<Glob> globs;
  private final Set<Glob> used = new HashSet<>();
  private final List<Found> found = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  private Collector(Path root, List<Glob> globs) {
    this.root = root;
    this.globs = globs;
  }

  /** The files that any glob matches, all where there is none, by path. */
  static List<Found> collect(Path root, List<Glob> globs) {
    Collector collector = new Collector(root, globs);
    try {
      Files.walkFileTree(root, collector);
    } catch (IOException e) {
      throw Disk.failed("can't read " + root, e);
    }
    collector.check();
    collector.found.sort(Comparator.comparing(Found::path));
    return List.copyOf(collector.found);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
    return folder.equals(root) || !Junk.is(name(folder))
        ? FileVisitResult.CONTINUE
        : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
    String path = root.relativize(file).toString().replace(File.separatorChar, '/');
    if (Junk.is(name(file)) || path.equals(Manifest.FILE.text()) || !wanted(path)) {
      return FileVisitResult.CONTINUE;
    }
    if (is.isSymbolicLink()) {
      links.add(path);
    } else if (!is.isRegularFile()) {
      others.add(path);
    } else {
      long modified = is.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      Content.OnDisk content = new Content.OnDisk(file, is.size(), modified);
      found.add(new Found(path(path), content, executable(file)));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    throw Disk.failed("can't read " + file, e);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private boolean wanted(String path) {
    boolean wanted = globs.isEmpty() || ALWAYS.contains(path);
    for (Glob glob : globs) {
      if (glob.matches(path)) {
        used.add(glob);
        wanted = true;
      }
    }
    return wanted;
  }

  private static FilePath path(String text) {
    // What stands for bytes that this process could not read as a name.
    if (text.indexOf('\ufffd') >= 0) {
      throw RegistryException.invalid(
          "the name " + Printable.of(text) + " can't be read as UTF-8",
          "rename the file, or, if the name is right: export LC_ALL=C.UTF-8");
    }
    return new FilePath(text);
  }

  private static boolean executable(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
            .contains(PosixFilePermission.OWNER_EXECUTE);
  }

  private void check() {
    if (!links.isEmpty()) {
      throw RegistryException.invalid(
          "symbolic links can't be published: " + some(links),
          "put the files themselves in their place (cp -L), or leave them out with 'files:' in"
              + " model.yaml");
    }
    if (!others.isEmpty()) {
      throw RegistryException.invalid(
          "only regular files can be published, not pipes, sockets or devices: " + some(others),
          "remove them, or leave them out with 'files:' in model.yaml");
    }
    for (Glob glob : globs) {
      if (!used.contains(glob)) {
        throw matchesNothing(glob);
      }
    }
  }

  private RegistryException matchesNothing(Glob glob) {
    String text = Printable.of(glob.text());
    return RegistryException.invalid(
        "nothing matches '" + text + "' of 'files:' in model.yaml",
        found.stream().anyMatch(f -> f.path().text().startsWith(glob.text() + "/"))
                || new File(root.toFile(), glob.text()).isDirectory()
            ? "everything in a folder is '" + text.replaceAll("/$", "") + "/**'"
            : "see what is there: ls -A " + Printable.of(root.toString()));
  }

  private static String some(List<String> names) {
    String shown =
        names.stream()
            .sorted()
            .limit(SHOWN)
            .map(Printable::of)
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }
}
