package dev.gitmodel.git;

import dev.gitmodel.lfs.Pointer;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads a Git tree as a version's files; pointers give digest and size without the weights. */
final class TreeReader {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_POINTER = 1024;

  private TreeReader() {}

  /** The tree's files; CORRUPT where it holds anything but regular files with safe names. */
  static List<Artifact> read(ObjectReader reader, ObjectId tree) throws IOException {
    List<Artifact> files = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        files.add(file(reader, walk));
      }
    }
    return files;
  }

  private static Artifact file(ObjectReader reader, TreeWalk walk) throws IOException {
    FileMode mode = walk.getFileMode(0);
    if (!mode.equals(FileMode.REGULAR_FILE) && !mode.equals(FileMode.EXECUTABLE_FILE)) {
      throw new RegistryException(
          Problem.CORRUPT,
          "'" + walk.getPathString() + "' is not a regular file",
          "a version holds regular files only: replace links and submodules by files");
    }
    FilePath path = new FilePath(walk.getPathString());
    boolean executable = mode.equals(FileMode.EXECUTABLE_FILE);
    ObjectId id = walk.getObjectId(0);
    ObjectLoader loader = reader.open(id);
    if (loader.getSize() < LONGEST_POINTER) {
      byte[] bytes = loader.getBytes();
      Optional<Pointer> pointer = Pointer.parse(bytes);
      if (pointer.isPresent()) {
        Pointer p = pointer.get();
        return new Artifact(path, p.size(), p.digest(), executable, Optional.empty());
      }
      return new Artifact(
          path, bytes.length, Digest.of(bytes), executable, Optional.of(Ids.of(id)));
    }
    return new Artifact(path, loader.getSize(), hash(loader), executable, Optional.of(Ids.of(id)));
  }

  private static Digest hash(ObjectLoader loader) throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = loader.openStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
    }
    return Digest.finish(sha.digest());
  }
}
