package dev.gitmodel.git;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.lfs.Durable;
import dev.gitmodel.lfs.Pointer;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Staged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.FS;

/** Git's index, read once. */
record GitStaged(Optional<Manifest> manifest, List<String> manifestProblems, List<Changed> changed)
    implements Staged {
  GitStaged {
    manifestProblems = List.copyOf(manifestProblems);
    changed = List.copyOf(changed);
  }

  static GitStaged read(Path git, Map<String, String> environment, Path folder) {
    String file = environment.getOrDefault("GIT_INDEX_FILE", "");
    Path index = file.isEmpty() ? git.resolve("index") : folder.resolve(file);
    try (Repository repository =
            new RepositoryBuilder().setGitDir(git.toFile()).setMustExist(true).build();
        ObjectReader reader = repository.newObjectReader()) {
      DirCache cache = DirCache.read(index.toFile(), FS.DETECTED);
      Optional<ObjectLoader> manifest = entry(cache, reader, Manifest.FILE.text());
      String attributes = entry(cache, reader, ".gitattributes").map(GitStaged::text).orElse("");
      List<String> problems = manifest.map(GitIncoming::problems).orElse(List.of());
      return new GitStaged(
          manifest.flatMap(GitStaged::manifest),
          problems,
          changed(new Walk(repository, reader, attributes), cache));
    } catch (IOException e) {
      throw Durable.storage("can't read the index of " + git, e);
    }
  }

  private static Optional<ObjectLoader> entry(DirCache cache, ObjectReader reader, String path)
      throws IOException {
    var entry = cache.getEntry(path);
    return entry == null || !isFile(entry.getFileMode())
        ? Optional.empty()
        : Optional.of(reader.open(entry.getObjectId()));
  }

  private static boolean isFile(FileMode mode) {
    return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
  }

  private static String text(ObjectLoader file) {
    return new String(file.getBytes(), StandardCharsets.UTF_8);
  }

  private static Optional<Manifest> manifest(ObjectLoader file) {
    try {
      return Optional.of(ManifestCodec.stored(file.getBytes()).manifest());
    } catch (RegistryException notOne) {
      return Optional.empty();
    }
  }

  /** What a look at the index needs. */
  private record Walk(Repository repository, ObjectReader reader, String attributes) {}

  private static List<Changed> changed(Walk from, DirCache cache) throws IOException {
    List<Changed> changed = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(from.reader())) {
      ObjectId head = from.repository().resolve(Constants.HEAD);
      if (head == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        try (RevWalk commits = new RevWalk(from.reader())) {
          walk.addTree(commits.parseCommit(head).getTree());
        }
      }
      walk.addTree(new DirCacheIterator(cache));
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        if (isFile(walk.getFileMode(1))) {
          changed.add(changed(from, walk));
        }
      }
    }
    return changed;
  }

  private static Changed changed(Walk from, TreeWalk at) throws IOException {
    ObjectId blob = at.getObjectId(1);
    long size = from.reader().getObjectSize(blob, Constants.OBJ_BLOB);
    boolean pointer =
        size < Pointer.LIMIT && Pointer.parse(from.reader().open(blob).getBytes()).isPresent();
    return new Changed(
        at.getPathString(), size, pointer, attributed(from.attributes(), at.getPathString()));
  }

  private static boolean attributed(String attributes, String path) {
    try {
      return GitLfsRules.lfs(attributes, new FilePath(path));
    } catch (RegistryException unusualName) {
      return false;
    }
  }
}
