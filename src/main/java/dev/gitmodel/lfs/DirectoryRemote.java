package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects of a repository on a disk that both sides see. Every object is copied and hashed on
 * the way: a hard link would be one file in two stores, broken in both by one write.
 */
public final class DirectoryRemote implements RemoteBlobs {
  private static final int SHOWN = 100;

  private final DirectoryBlobs there;
  private final Path lfsDir;

  /** {@code lfsDir} is the other repository's; it is made when the first object is put. */
  public DirectoryRemote(Path lfsDir) {
    this.lfsDir = lfsDir;
    this.there = new DirectoryBlobs(lfsDir);
  }

  @Override
  public Set<Item> missing(Collection<Item> objects) {
    return new LinkedHashSet<>(missing(objects, there));
  }

  @Override
  public long upload(Collection<Item> objects, ObjectFiles from, Progress progress) {
    List<Item> missing = missing(objects, there);
    copy(missing, from, there, progress);
    return missing.stream().mapToLong(Item::size).sum();
  }

  @Override
  public void download(Collection<Item> objects, DirectoryBlobs into, Progress progress) {
    List<Item> missing = missing(objects, into);
    List<Item> nowhere = missing(missing, there);
    if (!nowhere.isEmpty()) {
      throw new RegistryException(
          Problem.NOT_FOUND,
          lfsDir + " has no such object: " + oids(nowhere),
          "whoever has them pushes them with: git lfs push --all");
    }
    copy(missing, there, into, progress);
  }

  private static String oids(List<Item> items) {
    return items.stream()
            .limit(SHOWN)
            .map(item -> item.digest().hex())
            .collect(Collectors.joining(", "))
        + (items.size() > SHOWN ? " and " + (items.size() - SHOWN) + " more" : "");
  }

  private static List<Item> missing(Collection<Item> objects, DirectoryBlobs blobs) {
    return objects.stream()
        .distinct()
        .filter(item -> !blobs.has(item.digest(), item.size()))
        .toList();
  }

  private static void copy(
      List<Item> items, ObjectFiles from, DirectoryBlobs to, Progress progress) {
    if (items.isEmpty()) {
      return;
    }
    to.temps().make();
    Durable.createDirectories(to.temps().folder().resolveSibling("objects"));
    Crew.bySize(items, Item::size, item -> copyOne(item, from, to, progress));
    Settled.force(to, items);
  }

  private static boolean copyOne(
      Item item, ObjectFiles from, DirectoryBlobs to, Progress progress) {
    Path temp = to.temps().fresh();
    try {
      new CopyOut(from, item, progress).to(temp);
      seal(temp);
      return to.place(temp, item.digest(), item.size());
    } catch (IOException e) {
      throw Durable.storage("can't write " + temp, e);
    } finally {
      to.temps().discard(temp);
    }
  }

  private static void seal(Path temp) throws IOException {
    try (FileChannel file = FileChannel.open(temp, StandardOpenOption.WRITE)) {
      Temps.readOnly(temp);
      file.force(true);
    }
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
