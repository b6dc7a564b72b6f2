package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.ObjectFiles;
import dev.gitmodel.lfs.RemoteBlobs;
import dev.gitmodel.store.Progress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects behind an ssh host: over ssh itself where the host can, found out with the first object,
 * else over the server that it names.
 */
final class SshBlobs implements RemoteBlobs {
  private final Supplier<Optional<RemoteBlobs>> bySsh;
  private final RemoteBlobs byHttp;
  private @Nullable RemoteBlobs chosen;

  SshBlobs(Supplier<Optional<RemoteBlobs>> bySsh, RemoteBlobs byHttp) {
    this.bySsh = bySsh;
    this.byHttp = byHttp;
  }

  @Override
  public Set<Item> missing(Collection<Item> objects) {
    return objects.isEmpty() ? Set.of() : chosen().missing(objects);
  }

  @Override
  public long upload(Collection<Item> objects, ObjectFiles from, Progress progress) {
    return objects.isEmpty() ? 0 : chosen().upload(objects, from, progress);
  }

  @Override
  public void download(Collection<Item> objects, DirectoryBlobs into, Progress progress) {
    if (objects.stream().anyMatch(item -> !into.has(item.digest(), item.size()))) {
      chosen().download(objects, into, progress);
    }
  }

  private synchronized RemoteBlobs chosen() {
    RemoteBlobs known = chosen;
    if (known == null) {
      known = bySsh.get().orElse(byHttp);
      chosen = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    RemoteBlobs known = chosen;
    if (known != null) {
      known.close();
    }
    byHttp.close();
  }
}
