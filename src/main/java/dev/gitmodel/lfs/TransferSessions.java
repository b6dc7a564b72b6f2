package dev.gitmodel.lfs;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** The open sessions of one client: each is used by one thread at a time, and kept for the next. */
final class TransferSessions implements AutoCloseable {
  private final TransferClient.Opening opening;
  private final LongConsumer pause;
  private final Map<TransferOperation, Deque<TransferTalk>> idle =
      new EnumMap<>(TransferOperation.class);
  private final Set<RemoteProgram> open = new HashSet<>();
  private boolean abandoned;

  TransferSessions(TransferClient.Opening opening, LongConsumer pause) {
    this.opening = opening;
    this.pause = pause;
  }

  /** Something said over one session, which is broken where it fails with an IOException. */
  interface Work {
    void with(TransferTalk talk) throws IOException, TryAgain;
  }

  /** Does it, and where the session broke or the other side said so does it again, bounded. */
  void with(TransferOperation operation, Work work) {
    for (int failures = 0; ; failures++) {
      try {
        attempt(operation, work);
        return;
      } catch (TryAgain e) {
        if (failures + 1 == Tries.ALL || isAbandoned()) {
          throw e.reason();
        }
      }
      pause.accept(Tries.millis(failures));
    }
  }

  private void attempt(TransferOperation operation, Work work) throws TryAgain {
    TransferTalk talk = take(operation);
    boolean whole = false;
    try {
      work.with(talk);
      whole = true;
    } catch (TryAgain e) {
      whole = e.inOrder();
      throw e;
    } catch (IOException e) {
      throw new TryAgain(broken(talk.session(), e), false);
    } finally {
      if (whole && !isAbandoned()) {
        keep(operation, talk);
      } else {
        end(talk.session());
      }
    }
  }

  /** True where a session can be begun; it is kept. */
  boolean answers(TransferOperation operation) {
    RemoteProgram session = begin(operation);
    try {
      keep(operation, TransferTalk.begin(session));
      return true;
    } catch (IOException | TryAgain e) {
      end(session);
      return false;
    }
  }

  private TransferTalk take(TransferOperation operation) throws TryAgain {
    synchronized (this) {
      TransferTalk known = idle.computeIfAbsent(operation, o -> new ArrayDeque<>()).poll();
      if (known != null) {
        return known;
      }
    }
    RemoteProgram session = begin(operation);
    boolean begun = false;
    try {
      TransferTalk talk = TransferTalk.begin(session);
      begun = true;
      return talk;
    } catch (IOException e) {
      throw new TryAgain(broken(session, e), false);
    } finally {
      if (!begun) {
        end(session);
      }
    }
  }

  private RemoteProgram begin(TransferOperation operation) {
    RemoteProgram session = opening.open(operation);
    synchronized (this) {
      if (!abandoned) {
        open.add(session);
        return session;
      }
    }
    session.close();
    throw new RegistryException(Problem.UNAVAILABLE, "another transfer failed before", "");
  }

  private static RegistryException broken(RemoteProgram session, IOException e) {
    String said = session.complaint().strip();
    return new RegistryException(
        Problem.UNAVAILABLE,
        Printable.of(
            "git-lfs-transfer on the other side broke off: "
                + (said.isEmpty() ? String.valueOf(e.getMessage()) : said)),
        "see whether the host has it: ssh HOST git-lfs-transfer PATH download",
        e);
  }

  private synchronized void keep(TransferOperation operation, TransferTalk talk) {
    idle.computeIfAbsent(operation, o -> new ArrayDeque<>()).push(talk);
  }

  private void end(RemoteProgram session) {
    synchronized (this) {
      open.remove(session);
    }
    session.close();
  }

  private synchronized boolean isAbandoned() {
    return abandoned;
  }

  /** Ends every session under whoever uses it. */
  void abandon() {
    Set<RemoteProgram> all;
    synchronized (this) {
      abandoned = true;
      all = new HashSet<>(open);
      open.clear();
      idle.clear();
    }
    all.forEach(RemoteProgram::close);
  }

  /** After {@link #abandon}, once nobody uses a session any more: the next use begins anew. */
  synchronized void reopen() {
    abandoned = false;
  }

  /** Takes leave of the idle sessions. */
  @Override
  public void close() {
    Deque<TransferTalk> all = new ArrayDeque<>();
    synchronized (this) {
      idle.values().forEach(all::addAll);
    }
    all.forEach(TransferTalk::quit);
    abandon();
  }
}
