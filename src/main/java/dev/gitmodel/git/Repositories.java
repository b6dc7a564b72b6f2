package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/** Open JGit repositories, the last few kept; opened only by those who need an object. */
final class Repositories implements AutoCloseable {
  private static final int KEPT = 16;

  private final Map<Path, Repository> open = new LinkedHashMap<>(KEPT, 0.75f, true);

  /** The bare repository at {@code path}; CORRUPT where it can't be read. */
  synchronized Repository at(Path path) {
    Repository repository = open.get(path);
    if (repository == null) {
      repository = open(path);
      open.put(path, repository);
      evict();
    }
    return repository;
  }

  private static Repository open(Path path) {
    JGitSystem.installForPacks();
    try {
      Repository repository =
          new RepositoryBuilder().setGitDir(path.toFile()).setBare().setMustExist(true).build();
      String format = repository.getConfig().getString("extensions", null, "objectFormat");
      if (format != null && !format.equals("sha1")) {
        repository.close();
        throw new RegistryException(
            Problem.CORRUPT,
            path + " has object format " + format + ", which JGit would misread",
            "make the repository again with SHA-1 ids");
      }
      return repository;
    } catch (IOException e) {
      throw new RegistryException(
          Problem.CORRUPT, path + " is not a readable Git repository", "git model doctor", e);
    }
  }

  private void evict() {
    Iterator<Repository> eldest = open.values().iterator();
    while (open.size() > KEPT && eldest.hasNext()) {
      eldest.next().close();
      eldest.remove();
    }
  }

  /** Closes one, before its folder is moved or removed. */
  synchronized void forget(Path path) {
    Repository repository = open.remove(path);
    if (repository != null) {
      repository.close();
    }
  }

  /** Lays a bare repository down at {@code path}, which must not be there; every file is forced. */
  static void lay(Path path) {
    lay(path, RepositorySettings.text());
  }

  /** As above, with that configuration. */
  static void lay(Path path, String settings) {
    Deque<Path> folders = new ArrayDeque<>();
    try {
      for (String folder :
          new String[] {"objects/info", "objects/pack", "refs/heads", "refs/tags"}) {
        Files.createDirectories(path.resolve(folder));
      }
      for (String folder : new String[] {"lfs/objects", "lfs/tmp"}) {
        Files.createDirectories(path.resolve(folder));
      }
      write(path.resolve("HEAD"), "ref: refs/heads/main\n");
      write(path.resolve("config"), settings);
      try (var all = Files.walk(path)) {
        all.filter(Files::isDirectory).forEach(folders::push);
      }
    } catch (IOException e) {
      throw Durable.storage("can't make the repository " + path, e);
    }
    folders.forEach(Durable::forceDirectory);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Durable.force(file);
  }

  @Override
  public synchronized void close() {
    open.values().forEach(Repository::close);
    open.clear();
  }
}
