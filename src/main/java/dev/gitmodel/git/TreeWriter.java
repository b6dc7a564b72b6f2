package dev.gitmodel.git;

import dev.gitmodel.lfs.Pointer;
import dev.gitmodel.model.Artifact;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Writes a version's files as a Git tree: blobs as they are, LFS objects as canonical pointers. */
final class TreeWriter {
  private TreeWriter() {}

  static ObjectId write(List<Artifact> files, ObjectInserter inserter) throws IOException {
    DirCache cache = DirCache.newInCore();
    DirCacheBuilder builder = cache.builder();
    for (Artifact file : files) {
      DirCacheEntry entry = new DirCacheEntry(file.path().text());
      entry.setFileMode(file.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
      entry.setObjectId(
          file.blob().isPresent() ? Ids.of(file.blob().get()) : pointer(file, inserter));
      builder.add(entry);
    }
    builder.finish();
    return cache.writeTree(inserter);
  }

  private static ObjectId pointer(Artifact file, ObjectInserter inserter) throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, new Pointer(file.digest(), file.size()).encode());
  }
}
