package dev.gitmodel.lfs;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.TensorHasher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The LFS objects of one repository, in git-lfs's own layout: {@code objects/ab/cd/<oid>}, and
 * {@code tmp/} for what is on its way. An object is there whole, forced and read-only, or not at
 * all; a crash leaves nothing but temp files.
 */
public final class DirectoryBlobs implements ObjectFiles {
  private static final Pattern OID = Pattern.compile("[0-9a-f]{64}");

  private final Path objects;
  private final Temps temps;
  private final Arrived arrived = new Arrived();

  /** {@code lfsDir} is made when the first object is put. */
  public DirectoryBlobs(Path lfsDir) {
    objects = lfsDir.resolve("objects");
    temps = new Temps(lfsDir.resolve("tmp"));
  }

  /**
   * A file to put, digests of stored contents of its size that it may well equal, and where its
   * tensors lie, if it has some.
   */
  public record Source(
      Content.OnDisk file, Collection<Digest> similar, Optional<TensorLayout> layout) {}

  /** What became of a source file; not {@code stored} where the store had it. */
  public record Put(Digest digest, boolean stored, Optional<TensorRecord> tensors) {
    Put with(Optional<TensorRecord> found) {
      return new Put(digest, stored, found);
    }
  }

  /** An object as it lies there. */
  public record Stored(Digest digest, long size, Instant modified) {}

  /** As {@link #putAll}, for one file that is read in any case. */
  public Put put(Source source, Progress progress) {
    return putAll(List.of(source), HashCache.NONE, progress).get(0);
  }

  /**
   * Stores all files, each read once, unless {@code cache} knows it; the answers in their order.
   * When this returns, what it names is durable. The first failure stops the rest: CONFLICT where a
   * file changed meanwhile, STORAGE where the disk failed.
   */
  public List<Put> putAll(List<Source> sources, HashCache cache, Progress progress) {
    Durable.createDirectories(objects);
    temps.make();
    List<Put> puts =
        Crew.bySize(
            sources,
            source -> source.file().size(),
            source -> new Intake(this, source, cache, progress).put());
    Stream<Path> directories =
        puts.stream()
            .map(put -> location(put.digest()))
            .flatMap(file -> Stream.of(file.resolveSibling(""), file.resolveSibling("..")));
    Crew.ofWaiters()
        .each(
            Stream.concat(directories, Stream.of(objects)).map(Path::normalize).distinct().toList(),
            Durable::forceDirectory);
    return puts;
  }

  /**
   * The digests of files, in their order, without storing anything; CONFLICT where one changed
   * meanwhile.
   */
  public static List<Digest> hashAll(
      List<Content.OnDisk> files, HashCache cache, Progress progress) {
    List<Source> sources =
        files.stream().map(file -> new Source(file, List.of(), Optional.empty())).toList();
    return HashedFiles.of(sources, cache, progress).puts().stream().map(Put::digest).toList();
  }

  /** A file read once: its digest, its size, and its tensors. */
  public record Tensors(Digest digest, long size, Optional<TensorRecord> record) {}

  /** The digests of the tensors of a file, wherever it is. */
  public static Tensors tensors(Path file, TensorLayout layout) {
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
      TensorHasher tensors = new TensorHasher(layout);
      Reading reading = Reading.hash(from, from.size(), Progress.NONE, List.of(tensors::accept));
      return new Tensors(reading.digest(), reading.count(), tensors.finish(reading.digest()));
    } catch (ClosedByInterruptException e) {
      throw Crew.interrupted(e);
    } catch (IOException e) {
      throw Durable.storage("can't read " + file, e);
    }
  }

  /** True where an object of that digest and size lies there; its content is not looked at. */
  public boolean has(Digest digest, long size) {
    return size(digest).equals(Optional.of(size));
  }

  /** The size of the object of that digest, if there is one. */
  Optional<Long> size(Digest digest) {
    try {
      BasicFileAttributes there =
          Files.readAttributes(
              location(digest), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return there.isRegularFile() ? Optional.of(there.size()) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Durable.storage("can't look for the object " + digest.hex(), e);
    }
  }

  /** True where the object's content is what its name says. */
  public boolean intact(Digest digest, long size, Progress progress) {
    if (!has(digest, size)) {
      return false;
    }
    try (FileChannel from = read(digest)) {
      return Reading.hash(from, size, progress).equals(new Reading(digest, size));
    } catch (ClosedByInterruptException e) {
      throw Crew.interrupted(e);
    } catch (IOException e) {
      throw Durable.storage("can't read the object " + digest.hex(), e);
    }
  }

  /** The bytes, not checked; CORRUPT where there are none. */
  public InputStream open(Digest digest) {
    try {
      return Files.newInputStream(location(digest));
    } catch (NoSuchFileException e) {
      throw missing(digest);
    } catch (IOException e) {
      throw Durable.storage("can't read the object " + digest.hex(), e);
    }
  }

  /**
   * Writes the object to {@code target}, which must not be there, hashing on the way, unless it was
   * hashed when it came a moment ago; on any failure there is no target. Not forced.
   */
  public void copy(Digest digest, long size, Path target, Progress progress) {
    new CopyOut(this, new RemoteBlobs.Item(digest, size), progress).to(target);
  }

  /** {@code hashed} once for what this process hashed while it stored it, if nobody touched it. */
  @Override
  public ObjectFile open(RemoteBlobs.Item item) {
    if (!has(item.digest(), item.size())) {
      throw missing(item.digest());
    }
    Path file = location(item.digest());
    try {
      boolean hashed = arrived.once(item.digest(), file);
      return new ObjectFile(
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS),
          hashed,
          () -> {});
    } catch (NoSuchFileException e) {
      throw missing(item.digest());
    } catch (IOException e) {
      throw Durable.storage("can't read the object " + item.digest().hex(), e);
    }
  }

  /** Where the object is, or would be. */
  public Path location(Digest digest) {
    String oid = digest.hex();
    return objects.resolve(oid.substring(0, 2)).resolve(oid.substring(2, 4)).resolve(oid);
  }

  /** Frees the object; nothing happens where there is none. */
  public void delete(Digest digest) {
    Path file = location(digest);
    try {
      if (Files.deleteIfExists(file)) {
        Durable.forceDirectory(file.resolveSibling("").normalize());
      }
    } catch (IOException e) {
      throw Durable.storage("can't remove the object " + digest.hex(), e);
    }
  }

  /** Every object that is there, in no order. */
  public List<Stored> all() {
    if (!Files.isDirectory(objects)) {
      return List.of();
    }
    try (Stream<Path> found =
        Files.find(objects, 3, (file, is) -> is.isRegularFile() && isObject(file))) {
      return found.flatMap(DirectoryBlobs::stored).toList();
    } catch (IOException e) {
      throw Durable.storage("can't list " + objects, e);
    } catch (UncheckedIOException e) {
      throw Durable.storage("can't list " + objects, new IOException(e));
    }
  }

  private boolean isObject(Path file) {
    String name = file.getFileName().toString();
    return OID.matcher(name).matches() && file.equals(location(Digest.ofHex(name)));
  }

  private static Stream<Stored> stored(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      Digest digest = Digest.ofHex(file.getFileName().toString());
      return Stream.of(new Stored(digest, is.size(), is.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException deletedMeanwhile) {
      return Stream.empty();
    } catch (IOException e) {
      throw Durable.storage("can't list " + file, e);
    }
  }

  /**
   * Removes what writers that died left before {@code limit}; how many files that was. Called by
   * whoever holds the repository's lock.
   */
  public int sweep(Instant limit) {
    return temps.sweep(limit);
  }

  /** Where files are until they are whole. */
  Temps temps() {
    return temps;
  }

  /** Gives a forced temp file its name; false where the store had that object. */
  boolean place(Path temp, Digest digest, long size) throws IOException {
    temps.whole(temp);
    if (has(digest, size)) {
      return false;
    }
    Path file = location(digest);
    Files.createDirectories(file.resolveSibling(""));
    Durable.rename(temp, file);
    arrived.note(digest, file, size);
    return true;
  }

  FileChannel read(Digest digest) throws IOException {
    return FileChannel.open(location(digest), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  static RegistryException missing(Digest digest) {
    return corrupt("the object " + digest.hex() + " is missing, or not of its size");
  }

  static RegistryException otherContent(Digest digest) {
    return corrupt("the object " + digest.hex() + " does not have the content of its name");
  }

  private static RegistryException corrupt(String message) {
    return new RegistryException(
        Problem.CORRUPT,
        message,
        "see what else is wrong, and how it is put right, with: git model doctor --deep");
  }
}
