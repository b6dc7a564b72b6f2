package dev.gitmodel.notify;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Subscription;
import dev.gitmodel.store.Outbox.Mark;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What waits for one destination: the oldest {@value #MOST} entries in the order they happened, how
 * many there are in all, and the place before them and after all.
 */
record Backlog(List<AuditEntry> oldest, long count, Mark before, Mark after) {
  static final int MOST = 1000;
  private static final Mark NOTHING = new Mark(Revision.NONE, Instant.EPOCH, Optional.empty());

  Backlog {
    oldest = List.copyOf(oldest);
  }

  /** True where the log was read to its first entry. */
  boolean isFromTheFirst() {
    return before.told().isNone();
  }

  /** Where somebody stands who was told this. */
  static Mark at(AuditEntry entry) {
    return new Mark(entry.id(), entry.at(), Optional.empty());
  }

  /** Reads of {@code log}, newest first, what is newer than {@code begin} says. */
  static Backlog read(Stream<AuditEntry> log, Wanted wanted, Begin begin) {
    Deque<AuditEntry> oldest = new ArrayDeque<>();
    long count = 0;
    Optional<Mark> newest = Optional.empty();
    Mark before = NOTHING;
    for (Iterator<AuditEntry> entries = log.iterator(); entries.hasNext(); ) {
      AuditEntry entry = entries.next();
      if (newest.isEmpty()) {
        newest = Optional.of(at(entry));
      }
      if (begin.isBehind(entry)) {
        before = at(entry);
        break;
      }
      if (wanted.test(entry)) {
        count++;
        oldest.addFirst(entry);
        if (oldest.size() > MOST) {
          oldest.removeLast();
        }
      }
      if (begin.isFirst(entry)) {
        before = entries.hasNext() ? at(entries.next()) : NOTHING;
        break;
      }
    }
    return new Backlog(List.copyOf(oldest), count, before, newest.orElse(NOTHING));
  }

  /** Which entries are told. */
  record Wanted(ModelName model, List<Subscription> subscriptions)
      implements Predicate<AuditEntry> {
    @Override
    public boolean test(AuditEntry entry) {
      return subscriptions.stream().anyMatch(s -> s.covers(model, entry));
    }
  }

  /** Where to begin. */
  interface Begin {
    /** True where the entry, and all before it, were told. */
    boolean isBehind(AuditEntry entry);

    /** True where the entry is the first to tell. */
    default boolean isFirst(AuditEntry entry) {
      return false;
    }
  }
}
