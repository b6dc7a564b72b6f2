package dev.gitmodel.git;

import dev.gitmodel.git.Upstream.Elsewhere;
import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.HashCache;
import dev.gitmodel.lfs.HashedFiles;
import dev.gitmodel.lfs.RemoteBlobs;
import dev.gitmodel.lfs.RemoteBlobs.Item;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.Progress;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model's files where the large ones are kept on a host: sent there from where they lie before
 * anything refers to them; brought into the mirror when they are first asked for.
 */
final class HostFiles implements FileStore {
  private final GitFileStore here;
  private final DirectoryBlobs lfs;
  private final HashCache cache;
  private final Elsewhere there;
  private final Set<Item> sent;

  /** {@code sent} is what this process knows to be there, and is added to. */
  HostFiles(
      GitFileStore here, DirectoryBlobs lfs, HashCache cache, Elsewhere there, Set<Item> sent) {
    this.here = here;
    this.lfs = lfs;
    this.cache = cache;
    this.there = there;
    this.sent = sent;
  }

  @Override
  public Stored put(List<SourceFile> files, Collection<Artifact> similar, Progress progress) {
    HashedFiles large = HashedFiles.of(GitFileStore.large(files, similar), cache, progress);
    Stored stored = here.put(files, large.puts(), progress);
    Set<Item> items = items(stored.files());
    if (items.isEmpty()) {
      return stored;
    }
    long bytes = items.stream().mapToLong(Item::size).sum();
    try (RemoteBlobs remote = there.open(TransferOperation.UPLOAD)) {
      long fresh = remote.upload(items, large, progress.next("sending", bytes));
      sent.addAll(items);
      return new Stored(stored.files(), stored.newBytes() + fresh, stored.tensors());
    }
  }

  @Override
  public List<Artifact> inspect(List<SourceFile> files, Progress progress) {
    return here.inspect(files, progress);
  }

  @Override
  public boolean has(Artifact file) {
    return here.has(file) || (file.isLfs() && absent(List.of(file)).isEmpty());
  }

  @Override
  public List<Artifact> lacks(Collection<Artifact> files) {
    return absent(
        files.stream().filter(file -> !here.has(file) && !sent.contains(item(file))).toList());
  }

  /** Those of the files that the host has not, asked once for all. */
  private List<Artifact> absent(List<Artifact> files) {
    Set<Item> asked = items(files);
    if (asked.isEmpty()) {
      return files;
    }
    try (RemoteBlobs remote = there.open(TransferOperation.DOWNLOAD)) {
      Set<Item> missing = remote.missing(asked);
      return files.stream().filter(f -> !f.isLfs() || missing.contains(item(f))).toList();
    }
  }

  @Override
  public Set<Artifact> fetch(Collection<Artifact> files, Progress progress) {
    List<Artifact> absent = new ArrayList<>();
    files.stream().filter(Artifact::isLfs).filter(file -> !here.has(file)).forEach(absent::add);
    if (!absent.isEmpty()) {
      try (RemoteBlobs remote = there.open(TransferOperation.DOWNLOAD)) {
        remote.download(items(absent), lfs, progress);
      } catch (RegistryException e) {
        // A version refers to what the host has lost: that is no wrong question.
        throw e.problem() == Problem.NOT_FOUND
            ? new RegistryException(Problem.CORRUPT, e.text(), e.hint(), e)
            : e;
      }
    }
    return new LinkedHashSet<>(absent);
  }

  @Override
  public InputStream open(Artifact file) {
    fetch(List.of(file), Progress.NONE);
    return here.open(file);
  }

  @Override
  public void copy(Artifact file, Path target, Progress progress) {
    fetch(List.of(file), Progress.NONE);
    here.copy(file, target, progress);
  }

  @Override
  public Optional<Path> location(Artifact file) {
    fetch(List.of(file), Progress.NONE);
    return here.location(file);
  }

  @Override
  public long release(Collection<Artifact> files) {
    return here.release(files);
  }

  @Override
  public Optional<String> keptElsewhere() {
    return Optional.of(
        "the host keeps its own copies of the large files until whoever runs it removes them");
  }

  private static Set<Item> items(Collection<Artifact> files) {
    Set<Item> items = new LinkedHashSet<>();
    files.stream().filter(Artifact::isLfs).forEach(file -> items.add(item(file)));
    return items;
  }

  private static Item item(Artifact file) {
    return new Item(file.digest(), file.size());
  }
}
