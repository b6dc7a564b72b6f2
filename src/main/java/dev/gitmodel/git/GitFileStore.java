package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.Durable;
import dev.gitmodel.lfs.HashCache;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** A model's files: LFS objects in the object directory, the rest as Git blobs. */
final class GitFileStore implements FileStore {
  private final Supplier<Repository> repository;
  private final DirectoryBlobs lfs;
  private final HashCache cache;
  private final Function<Collection<Artifact>, Long> purge;

  /** {@code purge} frees what no ref holds, under the repository's lock. */
  GitFileStore(
      Supplier<Repository> repository,
      DirectoryBlobs lfs,
      HashCache cache,
      Function<Collection<Artifact>, Long> purge) {
    this.repository = repository;
    this.lfs = lfs;
    this.cache = cache;
    this.purge = purge;
  }

  @Override
  public Stored put(List<SourceFile> files, Collection<Artifact> similar, Progress progress) {
    List<DirectoryBlobs.Source> large = large(files, similar);
    return put(files, large.isEmpty() ? List.of() : lfs.putAll(large, cache, progress), progress);
  }

  /** Stores what is not large; {@code puts} tell what became of the rest, in their order. */
  Stored put(List<SourceFile> files, List<DirectoryBlobs.Put> puts, Progress progress) {
    Map<FilePath, Artifact> stored = new HashMap<>();
    List<TensorRecord> tensors = new ArrayList<>();
    puts.forEach(put -> put.tensors().ifPresent(tensors::add));
    long fresh = take(files.stream().filter(FileInspector::isLarge).toList(), puts, stored);
    List<SourceFile> small = files.stream().filter(f -> !FileInspector.isLarge(f)).toList();
    fresh += new BlobWriter(repository.get()).put(small, progress, stored);
    return new Stored(files.stream().map(f -> found(stored, f)).toList(), fresh, tensors);
  }

  /** The large ones of the files; {@code similar} as in {@link FileStore#put}. */
  static List<DirectoryBlobs.Source> large(List<SourceFile> files, Collection<Artifact> similar) {
    Map<Long, Set<Digest>> bySize = new HashMap<>();
    for (Artifact artifact : similar) {
      if (artifact.isLfs()) {
        bySize.computeIfAbsent(artifact.size(), s -> new LinkedHashSet<>()).add(artifact.digest());
      }
    }
    List<DirectoryBlobs.Source> sources = new ArrayList<>();
    for (SourceFile file : files.stream().filter(FileInspector::isLarge).toList()) {
      Set<Digest> same = bySize.getOrDefault(file.content().size(), Set.of());
      sources.add(new DirectoryBlobs.Source(onDisk(file), List.copyOf(same), file.tensors()));
    }
    return sources;
  }

  private static long take(
      List<SourceFile> files, List<DirectoryBlobs.Put> puts, Map<FilePath, Artifact> into) {
    long fresh = 0;
    Set<Digest> counted = new HashSet<>();
    for (int i = 0; i < files.size(); i++) {
      SourceFile file = files.get(i);
      into.put(file.path(), large(file, puts.get(i).digest()));
      // The same bytes under two names are stored by whoever is faster, and are new once.
      boolean isNew = puts.get(i).stored() && counted.add(puts.get(i).digest());
      fresh += isNew ? file.content().size() : 0;
    }
    return fresh;
  }

  private static Content.OnDisk onDisk(SourceFile file) {
    if (file.content() instanceof Content.OnDisk disk) {
      return disk;
    }
    throw new IllegalArgumentException(file.path() + " is large and not on disk");
  }

  private static Artifact large(SourceFile file, Digest digest) {
    return new Artifact(
        file.path(), file.content().size(), digest, file.executable(), Optional.empty());
  }

  private static Artifact found(Map<FilePath, Artifact> stored, SourceFile file) {
    return Optional.ofNullable(stored.get(file.path())).orElseThrow();
  }

  @Override
  public List<Artifact> inspect(List<SourceFile> files, Progress progress) {
    return FileInspector.inspect(files, cache, progress);
  }

  @Override
  public boolean has(Artifact file) {
    if (file.blob().isEmpty()) {
      return lfs.has(file.digest(), file.size());
    }
    try (ObjectReader reader = repository.get().newObjectReader()) {
      return reader.has(Ids.of(file.blob().get()));
    } catch (IOException e) {
      throw Damage.missing(file.path().text(), e);
    }
  }

  @Override
  public InputStream open(Artifact file) {
    if (file.blob().isEmpty()) {
      return lfs.open(file.digest());
    }
    try (ObjectReader reader = repository.get().newObjectReader()) {
      return reader.open(Ids.of(file.blob().get())).openStream();
    } catch (IOException e) {
      throw Damage.missing(file.path().text(), e);
    }
  }

  @Override
  public void copy(Artifact file, Path target, Progress progress) {
    if (file.blob().isEmpty()) {
      lfs.copy(file.digest(), file.size(), target, progress);
      return;
    }
    MessageDigest sha = Digest.sha256();
    boolean complete = false;
    try (InputStream in = open(file);
        OutputStream out =
            new DigestOutputStream(
                Files.newOutputStream(
                    target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                sha)) {
      progress.advance(in.transferTo(out));
      complete = Digest.finish(sha.digest()).equals(file.digest());
    } catch (FileAlreadyExistsException e) {
      complete = true;
      throw new RegistryException(
          Problem.EXISTS, target + " is there already", "nothing was written over it", e);
    } catch (IOException e) {
      throw Durable.storage("can't write " + target, e);
    } finally {
      if (!complete) {
        discard(target);
      }
    }
    if (!complete) {
      throw new RegistryException(
          Problem.CORRUPT,
          file.path() + " is not what its digest " + file.digest() + " says",
          Damage.HINT);
    }
  }

  private static void discard(Path target) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      throw Durable.storage("can't remove " + target, e);
    }
  }

  @Override
  public Optional<Path> location(Artifact file) {
    return file.isLfs() ? Optional.of(lfs.location(file.digest())) : Optional.empty();
  }

  @Override
  public long release(Collection<Artifact> files) {
    return purge.apply(files);
  }
}
