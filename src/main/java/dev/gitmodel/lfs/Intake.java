package dev.gitmodel.lfs;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.TensorHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads one source file: hashed while it is copied into a temp file of the store, or hashed only
 * where the store most likely has it. No temp file is left behind, however it ends.
 */
final class Intake {
  private static final int SMALL = 256 * 1024;

  private final DirectoryBlobs blobs;
  private final Content.OnDisk source;
  private final DirectoryBlobs.Source whole;
  private final HashCache cache;
  private final Progress progress;

  Intake(DirectoryBlobs blobs, DirectoryBlobs.Source source, HashCache cache, Progress progress) {
    this.blobs = blobs;
    this.source = source.file();
    this.whole = source;
    this.cache = cache;
    this.progress = progress;
  }

  DirectoryBlobs.Put put() {
    try (Steady steady = Steady.open(source)) {
      if (source.size() < SMALL) {
        return small(steady);
      }
      Optional<HashCache.Known> before = cache.find(steady, whole.layout());
      if (before.isPresent() && blobs.has(before.get().digest(), source.size())) {
        steady.unchanged(source.size());
        progress.advance(source.size());
        return stored(before.get().digest(), false).with(before.get().tensors());
      }
      DirectoryBlobs.Put put = large(steady);
      cache.keep(steady, whole.layout(), new HashCache.Known(put.digest(), put.tensors()));
      return put;
    } catch (ClosedByInterruptException e) {
      throw Crew.interrupted(e);
    } catch (IOException e) {
      throw failed("can't store ", source, e);
    }
  }

  private DirectoryBlobs.Put large(Steady steady) throws IOException {
    Optional<TensorHasher> tensors = whole.layout().map(TensorHasher::new);
    Optional<Digest> known = probablyKnown(steady, whole.similar());
    if (known.isEmpty()) {
      DirectoryBlobs.Put put = copy(steady, progress, tensors);
      return put.with(tensors.flatMap(all -> all.finish(put.digest())));
    }
    Digest digest = hash(steady, progress, tensors);
    DirectoryBlobs.Put put =
        blobs.has(digest, source.size())
            ? stored(digest, false)
            : copy(steady, Progress.NONE, Optional.empty());
    // Of the first pass: a file that is another one by now was refused.
    return put.with(tensors.flatMap(all -> all.finish(digest)));
  }

  // A file that is cut while it is read can end in an I/O error: then that is what happened.
  static RegistryException failed(String what, Content.OnDisk source, IOException e) {
    Steady.requireUnchanged(source);
    return Durable.storage(what + source.file(), e);
  }

  private static DirectoryBlobs.Put stored(Digest digest, boolean isNew) {
    return new DirectoryBlobs.Put(digest, isNew, Optional.empty());
  }

  /** Hashes the file and its tensors, and stores nothing. */
  static Digest hash(Steady steady, Progress progress, Optional<TensorHasher> tensors)
      throws IOException {
    Reading reading = Reading.hash(steady.channel(), steady.size(), progress, followers(tensors));
    steady.unchanged(reading.count());
    return reading.digest();
  }

  private DirectoryBlobs.Put small(Steady steady) throws IOException {
    ByteBuffer all = Reading.block(steady.channel(), 0, (int) steady.size());
    steady.unchanged(all.remaining());
    MessageDigest sha = Digest.sha256();
    sha.update(all.duplicate());
    Digest digest = Digest.finish(sha.digest());
    progress.advance(all.remaining());
    Optional<TensorRecord> tensors = tensors(all.duplicate(), digest);
    if (blobs.has(digest, steady.size())) {
      return stored(digest, false).with(tensors);
    }
    return through(
            (file, temp) -> {
              while (all.hasRemaining()) {
                temp.write(all);
              }
              return digest;
            })
        .with(tensors);
  }

  private Optional<TensorRecord> tensors(ByteBuffer all, Digest digest) {
    return whole
        .layout()
        .flatMap(
            layout -> {
              TensorHasher hasher = new TensorHasher(layout);
              hasher.accept(all);
              return hasher.finish(digest);
            });
  }

  private static List<Follower> followers(Optional<TensorHasher> tensors) {
    return tensors.<Follower>map(all -> all::accept).stream().toList();
  }

  private DirectoryBlobs.Put copy(Steady steady, Progress progress, Optional<TensorHasher> tensors)
      throws IOException {
    return through(
        (file, temp) -> {
          Reading reading =
              Reading.copy(
                  steady.channel(),
                  steady.size(),
                  Copying.stored(file, steady.size(), temp),
                  progress,
                  followers(tensors));
          steady.unchanged(reading.count());
          return reading.digest();
        });
  }

  private DirectoryBlobs.Put through(Filling filling) throws IOException {
    Path temp = blobs.temps().fresh();
    try {
      Digest digest;
      try (FileChannel to =
          FileChannel.open(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        digest = filling.fill(temp, to);
        Temps.readOnly(temp);
        to.force(true);
      }
      return stored(digest, blobs.place(temp, digest, source.size()));
    } finally {
      blobs.temps().discard(temp);
    }
  }

  private interface Filling {
    Digest fill(Path file, FileChannel temp) throws IOException;
  }

  private Optional<Digest> probablyKnown(Steady steady, Collection<Digest> similar)
      throws IOException {
    for (Digest digest : similar) {
      if (blobs.has(digest, steady.size())
          && Samples.equal(steady.channel(), blobs.location(digest), steady.size())) {
        return Optional.of(digest);
      }
    }
    return Optional.empty();
  }
}
