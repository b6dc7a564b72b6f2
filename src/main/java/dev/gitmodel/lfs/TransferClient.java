package dev.gitmodel.lfs;

import dev.gitmodel.lfs.TransferTalk.Action;
import dev.gitmodel.store.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The LFS objects behind a {@code git-lfs-transfer} on another machine: git-lfs's own protocol over
 * SSH, over as many sessions at once as the work is worth. An object that breaks off is sent or
 * fetched again from its beginning, because the protocol can't continue one.
 */
public final class TransferClient implements RemoteBlobs {
  private static final int A_BATCH = 100;
  private static final int MOST_SESSIONS = 4;
  private static final int MANY = 25;
  private static final long MUCH = 64L << 20;

  private final TransferSessions sessions;

  /** Starts {@code git-lfs-transfer PATH <operation>} on the other machine. */
  @FunctionalInterface
  public interface Opening {
    RemoteProgram open(TransferOperation operation);
  }

  public TransferClient(Opening opening) {
    this(opening, Tries::sleep);
  }

  /** {@code pause} is given the milliseconds to wait before a try is repeated. */
  TransferClient(Opening opening, LongConsumer pause) {
    this.sessions = new TransferSessions(opening, pause);
  }

  /**
   * True where the other side speaks the protocol; asked first by whoever knows another way. A
   * connection that can't be made at all is the opening's failure.
   */
  public boolean answers(TransferOperation operation) {
    return sessions.answers(operation);
  }

  @Override
  public Set<Item> missing(Collection<Item> objects) {
    return absent(objects, actions(TransferOperation.DOWNLOAD, objects));
  }

  private static Set<Item> absent(Collection<Item> asked, List<Action> there) {
    Set<Item> absent = new LinkedHashSet<>(asked);
    there.forEach(action -> absent.remove(action.item()));
    return absent;
  }

  @Override
  public long upload(Collection<Item> objects, ObjectFiles from, Progress progress) {
    List<Action> wanted = actions(TransferOperation.UPLOAD, objects);
    each(
        wanted,
        action ->
            sessions.with(TransferOperation.UPLOAD, talk -> talk.put(action, from, progress)));
    return wanted.stream().mapToLong(action -> action.item().size()).sum();
  }

  @Override
  public void download(Collection<Item> objects, DirectoryBlobs into, Progress progress) {
    List<Item> missing =
        objects.stream().filter(item -> !into.has(item.digest(), item.size())).toList();
    List<Action> there = actions(TransferOperation.DOWNLOAD, missing);
    for (Item item : absent(missing, there)) {
      throw TransferTalk.absent(item.digest().hex());
    }
    each(
        there,
        action ->
            sessions.with(TransferOperation.DOWNLOAD, talk -> talk.get(action, into, progress)));
  }

  /** What the other side says is to be done, the large objects first. */
  private List<Action> actions(TransferOperation operation, Collection<Item> objects) {
    List<Item> sorted =
        objects.stream()
            .distinct()
            .sorted(Comparator.comparingLong(Item::size).reversed())
            .toList();
    List<Action> actions = new ArrayList<>();
    for (int at = 0; at < sorted.size(); at += A_BATCH) {
      List<Item> batch = sorted.subList(at, Math.min(sorted.size(), at + A_BATCH));
      sessions.with(operation, talk -> actions.addAll(talk.batch(operation, batch)));
    }
    return actions;
  }

  private void each(List<Action> actions, Consumer<Action> work) {
    long bytes = actions.stream().mapToLong(action -> action.item().size()).sum();
    long worth = 1 + bytes / MUCH + actions.size() / MANY;
    Crew crew = new Crew((int) Math.min(MOST_SESSIONS, worth));
    try {
      crew.each(actions, action -> alone(action, work));
    } finally {
      sessions.reopen();
    }
  }

  /** The first failure ends the other sessions, which would else wait for bytes nobody wants. */
  private void alone(Action action, Consumer<Action> work) {
    boolean done = false;
    try {
      work.accept(action);
      done = true;
    } finally {
      if (!done) {
        sessions.abandon();
      }
    }
  }

  @Override
  public void close() {
    sessions.close();
  }
}
