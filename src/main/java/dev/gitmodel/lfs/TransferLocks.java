package dev.gitmodel.lfs;

import dev.gitmodel.lfs.LockDirectory.Lock;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commands about locks. One is shown as arguments {@code id=}, {@code path=}, {@code
 * ownername=}, {@code locked-at=}, or in a list as lines with its id.
 */
final class TransferLocks {
  private static final int USUAL_PAGE = 100;
  private static final int LONGEST_PATH = 4096;

  private final LockDirectory locks;
  private final TransferServer.Visit visit;
  private final Clock clock;

  TransferLocks(LockDirectory locks, TransferServer.Visit visit, Clock clock) {
    this.locks = locks;
    this.visit = visit;
    this.clock = clock;
  }

  TransferAnswer lock(TransferRequest request) {
    if (visit.operation() == TransferOperation.DOWNLOAD) {
      return TransferAnswer.of(403, "this session is for download only");
    }
    String path = path(request.arg("path").orElse(""));
    Lock lock = new Lock(path, visit.user(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    Optional<Lock> holder = locks.take(lock);
    return holder.isEmpty()
        ? new TransferAnswer(201, shown(lock), List.of())
        : new TransferAnswer(
            409,
            shown(holder.get()),
            List.of(Printable.of(path + " is locked by " + holder.get().owner())));
  }

  private static String path(String path) {
    boolean within =
        !path.isEmpty()
            && path.length() <= LONGEST_PATH
            && !path.startsWith("/")
            && !("/" + path + "/").contains("/../")
            && path.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0xfffd);
    if (!within) {
      throw RegistryException.invalid(
          "'" + Printable.of(path) + "' is no path of the repository", "");
    }
    return path;
  }

  private static List<String> shown(Lock lock) {
    return List.of(
        "id=" + lock.id(),
        "path=" + lock.path(),
        "locked-at=" + lock.at(),
        "ownername=" + lock.owner());
  }

  /** Pages are in the order of ids, and a cursor is the first id of the next. */
  TransferAnswer list(TransferRequest request) {
    String cursor = request.arg("cursor").orElse("");
    int limit = limit(request.arg("limit"));
    List<Lock> found =
        locks.all().stream()
            .filter(lock -> request.arg("path").map(lock.path()::equals).orElse(true))
            .filter(lock -> request.arg("id").map(lock.id()::equals).orElse(true))
            .filter(lock -> lock.id().compareTo(cursor) >= 0)
            .limit(limit + 1L)
            .toList();
    List<String> lines = new ArrayList<>();
    found.stream().limit(limit).forEach(lock -> show(lock, lines));
    List<String> more =
        found.size() > limit ? List.of("next-cursor=" + found.get(limit).id()) : List.of();
    return new TransferAnswer(TransferAnswer.OK, more, lines);
  }

  private static int limit(Optional<String> asked) {
    return asked
        .filter(text -> text.matches("[1-9][0-9]{0,3}"))
        .map(Integer::parseInt)
        .orElse(USUAL_PAGE);
  }

  private void show(Lock lock, List<String> lines) {
    String id = lock.id();
    lines.add("lock " + id);
    lines.add("path " + id + " " + lock.path());
    lines.add("locked-at " + id + " " + lock.at());
    lines.add("ownername " + id + " " + lock.owner());
    lines.add("owner " + id + " " + (isOurs(lock) ? "ours" : "theirs"));
  }

  private boolean isOurs(Lock lock) {
    return lock.owner().equals(visit.user());
  }

  /** Whoever may push may break a lock, but only by saying so. */
  TransferAnswer unlock(TransferRequest request) {
    if (visit.operation() == TransferOperation.DOWNLOAD) {
      return TransferAnswer.of(403, "this session is for download only");
    }
    String id = request.word(1).orElse("");
    Optional<Lock> lock = locks.find(id);
    if (lock.isEmpty()) {
      return TransferAnswer.of(404, "there is no lock " + id);
    }
    if (!isOurs(lock.get()) && !request.arg("force").equals(Optional.of("true"))) {
      return new TransferAnswer(
          403,
          List.of(),
          List.of(Printable.of(lock.get().path() + " is locked by " + lock.get().owner())));
    }
    locks.release(id);
    return new TransferAnswer(TransferAnswer.OK, shown(lock.get()), List.of());
  }
}
