package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The large objects that this process stored itself, and so hashed: each may be read once without
 * being hashed again, as long as nobody has touched its file since.
 */
final class Arrived {
  // To hash less than this costs nothing.
  private static final long LARGE = 1 << 20;

  private final Map<Digest, Map<String, Object>> stamps = new ConcurrentHashMap<>();

  /** The object was placed in that file a moment ago. */
  void note(Digest digest, Path file, long size) throws IOException {
    if (size >= LARGE && file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      stamps.put(digest, stamp(file));
    }
  }

  /** True where the file holds what was hashed; the next time it has to be hashed. */
  boolean once(Digest digest, Path file) throws IOException {
    Map<String, Object> then = stamps.remove(digest);
    return then != null && then.equals(stamp(file));
  }

  // Of these nobody can set ctime back.
  private static Map<String, Object> stamp(Path file) throws IOException {
    return Files.readAttributes(
        file, "unix:ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
  }
}
