package dev.gitmodel.store;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** The files of one model in maps: blobs by Git's id, large files by digest. */
public final class InMemoryFileStore implements FileStore {
  private final Map<Digest, byte[]> large = new ConcurrentHashMap<>();
  private final Map<Revision, byte[]> blobs = new ConcurrentHashMap<>();
  private final ToLongFunction<Collection<Artifact>> purge;

  /** {@code purge} drops those files that nothing holds, in a turn of its own. */
  InMemoryFileStore(ToLongFunction<Collection<Artifact>> purge) {
    this.purge = purge;
  }

  @Override
  public Stored put(List<SourceFile> files, Collection<Artifact> similar, Progress progress) {
    List<Artifact> stored = new ArrayList<>();
    List<TensorRecord> tensors = new ArrayList<>();
    long newBytes = 0;
    for (SourceFile file : files) {
      byte[] bytes = read(file.content());
      Artifact artifact = artifact(file, bytes);
      if (artifact.isLfs()) {
        file.tensors().flatMap(l -> tensors(l, bytes)).ifPresent(tensors::add);
      }
      boolean isNew =
          artifact.blob().isPresent()
              ? blobs.putIfAbsent(artifact.blob().get(), bytes) == null
              : large.putIfAbsent(artifact.digest(), bytes) == null;
      newBytes += isNew ? bytes.length : 0;
      stored.add(artifact);
      progress.advance(bytes.length);
    }
    return new Stored(stored, newBytes, tensors);
  }

  @Override
  public List<Artifact> inspect(List<SourceFile> files, Progress progress) {
    return files.stream()
        .map(
            file -> {
              byte[] bytes = read(file.content());
              progress.advance(bytes.length);
              return artifact(file, bytes);
            })
        .toList();
  }

  private static Optional<TensorRecord> tensors(TensorLayout layout, byte[] bytes) {
    TensorHasher hasher = new TensorHasher(layout);
    hasher.accept(ByteBuffer.wrap(bytes));
    return hasher.finish(Digest.of(bytes));
  }

  private static Artifact artifact(SourceFile file, byte[] bytes) {
    Optional<Revision> blob =
        file.lfs() && bytes.length > 0 ? Optional.empty() : Optional.of(blobId(bytes));
    return new Artifact(file.path(), bytes.length, Digest.of(bytes), file.executable(), blob);
  }

  private static Revision blobId(byte[] bytes) {
    var framed = new ByteArrayOutputStream();
    framed.writeBytes(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
    framed.writeBytes(bytes);
    return InMemoryObject.sha1(framed.toByteArray());
  }

  private static byte[] read(Content content) {
    if (content instanceof Content.OnDisk file) {
      try {
        byte[] bytes = Files.readAllBytes(file.file());
        long modified = Files.getLastModifiedTime(file.file()).to(TimeUnit.NANOSECONDS);
        if (bytes.length == file.size() && modified == file.modifiedNanos()) {
          return bytes;
        }
      } catch (IOException e) {
        throw changed(file.file(), e);
      }
      throw changed(file.file(), new IOException("size or time differ"));
    }
    return ((Content.Text) content).bytes();
  }

  private static RegistryException changed(Path file, IOException cause) {
    return new RegistryException(
        Problem.CONFLICT,
        file.getFileName() + " changed while it was read",
        "push again when nothing writes to it",
        cause);
  }

  @Override
  public boolean has(Artifact file) {
    return find(file).filter(bytes -> bytes.length == file.size()).isPresent();
  }

  private Optional<byte[]> find(Artifact file) {
    return file.blob()
        .map(blob -> Optional.ofNullable(blobs.get(blob)))
        .orElseGet(() -> Optional.ofNullable(large.get(file.digest())));
  }

  byte[] bytes(Artifact file) {
    return find(file)
        .orElseThrow(
            () ->
                new RegistryException(
                    Problem.CORRUPT, "the bytes of " + file.path() + " are missing", ""));
  }

  @Override
  public InputStream open(Artifact file) {
    return new ByteArrayInputStream(bytes(file));
  }

  @Override
  public void copy(Artifact file, Path target, Progress progress) {
    byte[] bytes = bytes(file);
    if (!Digest.of(bytes).equals(file.digest())) {
      throw new RegistryException(
          Problem.CORRUPT, file.path() + " is not what was published", "git model doctor");
    }
    if (Files.exists(target)) {
      throw new RegistryException(Problem.EXISTS, target.getFileName() + " is there already", "");
    }
    try {
      Files.write(target, bytes, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.advance(bytes.length);
  }

  @Override
  public Optional<Path> location(Artifact file) {
    return Optional.empty();
  }

  @Override
  public long release(Collection<Artifact> files) {
    return purge.applyAsLong(files);
  }

  /** Forgets the LFS object; returns its size. */
  long drop(Digest digest) {
    return Optional.ofNullable(large.remove(digest)).map(bytes -> bytes.length).orElse(0);
  }

  /** Flips a bit of the file's stored bytes. */
  public void damage(Artifact file) {
    bytes(file)[0] ^= 1;
  }

  /** Forgets the file's bytes. */
  public void lose(Artifact file) {
    file.blob().ifPresentOrElse(blobs::remove, () -> large.remove(file.digest()));
  }
}
