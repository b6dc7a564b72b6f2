package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.HashCache;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.store.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;

/** What files would be in a store, by hashing alone. */
final class FileInspector {
  private FileInspector() {}

  /** The artifacts, in the order of the files; nothing is written. */
  static List<Artifact> inspect(List<SourceFile> files, HashCache cache, Progress progress) {
    List<SourceFile> large = files.stream().filter(FileInspector::isLarge).toList();
    List<Digest> digests =
        DirectoryBlobs.hashAll(
            large.stream().map(f -> (Content.OnDisk) f.content()).toList(), cache, progress);
    Map<FilePath, Artifact> known = new HashMap<>();
    for (int i = 0; i < large.size(); i++) {
      SourceFile f = large.get(i);
      known.put(
          f.path(),
          new Artifact(
              f.path(), f.content().size(), digests.get(i), f.executable(), Optional.empty()));
    }
    return files.stream()
        .map(f -> Optional.ofNullable(known.get(f.path())).orElseGet(() -> small(f, progress)))
        .toList();
  }

  /** True where the bytes go to LFS; an empty file is an empty blob, as with git-lfs. */
  static boolean isLarge(SourceFile file) {
    return file.lfs() && file.content().size() > 0;
  }

  private static Artifact small(SourceFile file, Progress progress) {
    Artifact artifact = blob(file, SmallFile.read(file));
    progress.advance(artifact.size());
    return artifact;
  }

  /** The artifact that {@code file} with this content is, as a Git blob. */
  static Artifact blob(SourceFile file, byte[] bytes) {
    try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
      return new Artifact(
          file.path(),
          bytes.length,
          Digest.of(bytes),
          file.executable(),
          Optional.of(Ids.of(ids.idFor(Constants.OBJ_BLOB, bytes))));
    }
  }
}
