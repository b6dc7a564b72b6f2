package dev.gitmodel.notify;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Destination;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.notify.Waiting.Queue;
import dev.gitmodel.store.Outbox.Failure;
import dev.gitmodel.store.Outbox.Mark;
import dev.gitmodel.store.Outbox.Telling;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells one destination what waits for it, in order, as far as it takes it and time allows. What
 * was taken is kept after each message, so that a crash can repeat the last one and lose none.
 */
final class Round {
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final ModelName model;
  private final String registry;
  private final Queue queue;
  private final Telling telling;
  private final Clock clock;
  private final List<AuditEntry> told = new ArrayList<>();
  private Mark reached;

  Round(ModelName model, String registry, Queue queue, Telling telling, Clock clock) {
    this.model = model;
    this.registry = registry;
    this.queue = queue;
    this.telling = telling;
    this.clock = clock;
    this.reached = queue.backlog().before();
  }

  Callable<Told> task(Function<Destination, Post> way, Deadline deadline) {
    return () -> run(() -> way.apply(queue.to()), deadline);
  }

  /** What is known of a round that did not come to its end. */
  synchronized Told late(Failure why) {
    telling.keep(queue.to(), reached.failed(why));
    return result(Optional.of(why), "");
  }

  /** Nothing is thrown: what went wrong is kept and told. */
  Told run(Supplier<Post> way, Deadline deadline) {
    try {
      Post post = way.get();
      for (AuditEntry entry : queue.backlog().oldest()) {
        if (deadline.isOver()) {
          return result(queue.failure(), "");
        }
        tried(post, new Message(registry, model, entry, queue.to()), deadline);
        taken(entry);
      }
      return done();
    } catch (RegistryException e) {
      Failure why = new Failure(clock.instant(), e.text());
      telling.keep(queue.to(), reached.failed(why));
      return result(Optional.of(why), e.hint());
    }
  }

  /** What followed the last message needs not to be told. */
  private synchronized Told done() {
    Mark after = queue.backlog().after();
    if (queue.backlog().count() == told.size() && !after.equals(reached)) {
      telling.keep(queue.to(), after);
    }
    return result(Optional.empty(), "");
  }

  private synchronized void taken(AuditEntry entry) {
    told.add(entry);
    reached = Backlog.at(entry);
    telling.keep(queue.to(), reached);
  }

  private synchronized Told result(Optional<Failure> failure, String hint) {
    long waiting = queue.backlog().count() - told.size();
    return new Told(model, queue.to(), told, waiting, failure, hint);
  }

  /** Several times, unless it did not work last time either: others wait for us. */
  private void tried(Post post, Message message, Deadline deadline) {
    int tries = queue.failure().isPresent() ? 1 : TRIES;
    for (int failed = 0; ; failed++) {
      try {
        post.send(message, deadline);
        return;
      } catch (RegistryException e) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << failed);
        boolean again = failed + 1 < tries && deadline.left().compareTo(pause) > 0;
        if (e.problem() != Problem.UNAVAILABLE || !again) {
          throw e;
        }
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }
}
