package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.TensorHasher;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user's own files, hashed where they lie, that can be sent from there for as long as nobody
 * touches them: what is kept elsewhere need not be copied here first.
 */
public final class HashedFiles implements ObjectFiles {
  private final List<DirectoryBlobs.Put> puts;
  private final HashCache cache;
  private final Map<Digest, Hashed> files = new HashMap<>();

  private HashedFiles(List<Hashed> all, HashCache cache) {
    this.cache = cache;
    this.puts = all.stream().map(Hashed::put).toList();
    all.forEach(one -> files.put(one.put().digest(), one));
  }

  /** {@code read} where it was just now, and not some time ago. */
  private record Hashed(DirectoryBlobs.Put put, Steady.Same file, boolean read) {}

  /** Reads each file that {@code cache} does not know; CONFLICT where one changed meanwhile. */
  public static HashedFiles of(
      List<DirectoryBlobs.Source> sources, HashCache cache, Progress progress) {
    return new HashedFiles(
        Crew.bySize(
            sources, source -> source.file().size(), source -> hash(source, cache, progress)),
        cache);
  }

  private static Hashed hash(DirectoryBlobs.Source source, HashCache cache, Progress progress) {
    try (Steady steady = Steady.open(source.file())) {
      Optional<HashCache.Known> before = cache.find(steady, source.layout());
      if (before.isPresent()) {
        steady.unchanged(steady.size());
        progress.advance(steady.size());
        return hashed(steady, before.get(), false);
      }
      HashCache.Known known = read(steady, source.layout(), progress);
      cache.keep(steady, source.layout(), known);
      return hashed(steady, known, true);
    } catch (ClosedByInterruptException e) {
      throw Crew.interrupted(e);
    } catch (IOException e) {
      throw Intake.failed("can't read ", source.file(), e);
    }
  }

  private static Hashed hashed(Steady steady, HashCache.Known known, boolean read) {
    var put = new DirectoryBlobs.Put(known.digest(), false, known.tensors());
    return new Hashed(put, steady.same(), read);
  }

  private static HashCache.Known read(
      Steady steady, Optional<TensorLayout> layout, Progress progress) throws IOException {
    Optional<TensorHasher> tensors = layout.map(TensorHasher::new);
    Digest digest = Intake.hash(steady, progress, tensors);
    return new HashCache.Known(digest, tensors.flatMap(all -> all.finish(digest)));
  }

  /** What the files are, in their order; none of it is stored. */
  public List<DirectoryBlobs.Put> puts() {
    return puts;
  }

  @Override
  public ObjectFile open(RemoteBlobs.Item item) {
    Hashed file = files.get(item.digest());
    if (file == null) {
      throw DirectoryBlobs.missing(item.digest());
    }
    Steady steady = file.file().open();
    if (!file.read()) {
      // Hashed on its way: should it not be what was kept of it, the next attempt knows.
      cache.forget(steady);
    }
    return new ObjectFile(steady.channel(), file.read(), () -> steady.unchanged(item.size()));
  }
}
