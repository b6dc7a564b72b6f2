package dev.gitmodel.notify;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Destination;
import dev.gitmodel.model.Subscription;
import dev.gitmodel.notify.Backlog.Begin;
import dev.gitmodel.notify.Backlog.Wanted;
import dev.gitmodel.store.Outbox;
import dev.gitmodel.store.Outbox.Mark;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Finds what waits for a destination in one state of a model. */
record Waiting(Outbox outbox, Snapshot state, BiFunction<Destination, Instant, Instant> since) {

  /** What there is to tell, and what was kept of the last time. */
  record Queue(Destination to, Backlog backlog, Optional<Mark> kept) {
    Optional<Outbox.Failure> failure() {
      return kept.flatMap(Mark::failure);
    }
  }

  Queue of(Destination to, List<Subscription> subscriptions, Start start, Instant now) {
    Wanted wanted = new Wanted(state.model(), subscriptions);
    Optional<Mark> mark = outbox.mark(state.model(), to);
    Backlog backlog =
        mark.map(m -> after(m, wanted)).orElseGet(() -> read(wanted, begin(to, start, now)));
    return new Queue(to, backlog, mark);
  }

  /**
   * Where the log no longer has what was told last, all that is younger: nobody is to hear all of a
   * history again because one was replaced.
   */
  private Backlog after(Mark mark, Wanted wanted) {
    Backlog backlog = read(wanted, entry -> entry.id().equals(mark.told()));
    return backlog.isFromTheFirst() && !mark.told().isNone()
        ? read(wanted, entry -> !entry.at().isAfter(mark.at()))
        : backlog;
  }

  private Begin begin(Destination to, Start start, Instant now) {
    if (start instanceof Start.After after) {
      return entry -> entry.id().equals(after.entry());
    }
    if (start instanceof Start.With with) {
      return new Begin() {
        @Override
        public boolean isBehind(AuditEntry entry) {
          return false;
        }

        @Override
        public boolean isFirst(AuditEntry entry) {
          return entry.id().equals(with.entry());
        }
      };
    }
    Instant known = since.apply(to, now);
    return entry -> entry.at().isBefore(known);
  }

  private Backlog read(Wanted wanted, Begin begin) {
    try (Stream<AuditEntry> log = state.log()) {
      return Backlog.read(log, wanted, begin);
    }
  }
}
