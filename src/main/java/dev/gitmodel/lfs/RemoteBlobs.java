package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Progress;
import java.util.Collection;
import java.util.Set;

/** The LFS objects of one repository that are kept elsewhere: reached over HTTP, SSH or a path. */
public interface RemoteBlobs extends AutoCloseable {
  /** One object, by its content; size in bytes. */
  record Item(Digest digest, long size) {}

  /** Those of the objects that are not there. */
  Set<Item> missing(Collection<Item> objects);

  /**
   * Sends those of the objects that are not there yet, read from {@code from}; how many bytes were
   * sent. When this returns, all of them are there. CORRUPT where {@code from} lacks one that the
   * other side wants, CONFLICT where it changed meanwhile; UNAUTHENTICATED, FORBIDDEN, UNAVAILABLE
   * or STORAGE as the other side answers.
   */
  long upload(Collection<Item> objects, ObjectFiles from, Progress progress);

  /**
   * Fetches those that {@code into} lacks, each hashed on the way, durable when this returns. What
   * came of one that broke off is kept and continued by the next call. NOT_FOUND where the other
   * side has none of it.
   */
  void download(Collection<Item> objects, DirectoryBlobs into, Progress progress);

  @Override
  void close();
}
