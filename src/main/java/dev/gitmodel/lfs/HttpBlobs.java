package dev.gitmodel.lfs;

import dev.gitmodel.store.Progress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The objects of a repository behind git-lfs's batch API. Every byte is hashed, both ways; what can
 * pass is tried again, and what broke off goes on where it ended.
 */
public final class HttpBlobs implements RemoteBlobs {
  private static final Set<Integer> GONE = Set.of(404, 410);

  private final Session session;

  /** Nothing is asked before the first object is. */
  public HttpBlobs(LfsAddress address, Network network, TransferSettings settings) {
    session = new Session(address, network, settings);
  }

  @Override
  public Set<Item> missing(Collection<Item> objects) {
    List<Item> asked = objects.stream().distinct().toList();
    Set<Item> missing = new LinkedHashSet<>();
    int size = session.settings().batch();
    for (int at = 0; at < asked.size(); at += size) {
      List<Item> some = asked.subList(at, Math.min(asked.size(), at + size));
      for (Grant grant : new BatchCall(session, TransferOperation.DOWNLOAD).ask(some)) {
        if (grant instanceof Grant.No no) {
          if (!GONE.contains(no.code())) {
            throw ServerSays.of(List.of(no));
          }
          missing.add(no.item());
        }
      }
    }
    return missing;
  }

  @Override
  public long upload(Collection<Item> objects, ObjectFiles from, Progress progress) {
    return move(
        objects.stream().distinct().toList(),
        TransferOperation.UPLOAD,
        new Upload(session, from),
        progress);
  }

  @Override
  public void download(Collection<Item> objects, DirectoryBlobs into, Progress progress) {
    List<Item> missing =
        objects.stream().distinct().filter(item -> !into.has(item.digest(), item.size())).toList();
    if (missing.isEmpty()) {
      return;
    }
    try (Incomplete incomplete = Incomplete.of(into)) {
      move(missing, TransferOperation.DOWNLOAD, new Download(session, into, incomplete), progress);
    }
    Settled.force(into, missing);
  }

  private long move(
      List<Item> items, TransferOperation operation, ObjectTransfer transfer, Progress progress) {
    return new Rounds(session, new BatchCall(session, operation), transfer, progress).move(items);
  }

  @Override
  public void close() {
    // The client's connections are daemons of its own and end with it.
  }
}
