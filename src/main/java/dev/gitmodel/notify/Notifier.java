package dev.gitmodel.notify;

import dev.gitmodel.model.Destination;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Subscription;
import dev.gitmodel.notify.Waiting.Queue;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Outbox;
import dev.gitmodel.store.Outbox.Failure;
import dev.gitmodel.store.Outbox.Telling;
import dev.gitmodel.store.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Tells whom the policy names what a model's audit log says: each destination in order, at least
 * once, and several of them at a time, so that one who does not answer holds up no other.
 */
public final class Notifier {
  private static final int MOST_AT_A_TIME = 16;

  private final ModelStore store;
  private final Outbox outbox;
  private final Means means;
  private final Clock clock;

  public Notifier(ModelStore store, Outbox outbox, Means means, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.means = means;
    this.clock = clock;
  }

  /** True where the policy names somebody who is told of that model. */
  public boolean tells(ModelName model) {
    return store.policy().notifications().stream().anyMatch(s -> s.isAbout(model));
  }

  /** NOT_FOUND where there is no such model, which nobody can be told of. */
  public void requireThere(ModelName model) {
    store.look(model);
  }

  /** The models that somebody is told of. */
  public List<ModelName> models() {
    return store.policy().notifications().isEmpty()
        ? List.of()
        : store.models().stream().filter(this::tells).toList();
  }

  /** Tells what waits, for at most {@code limit}; what went wrong is in what it gives back. */
  public List<Told> tell(ModelName model, Start start, Duration limit) {
    if (!tells(model)) {
      return List.of();
    }
    Deadline deadline = Deadline.in(limit);
    try (Telling telling = outbox.begin(model, limit)) {
      List<Told> told = new ArrayList<>();
      List<Round> rounds = new ArrayList<>();
      for (Queue queue : queues(model, start, this::known)) {
        if (queue.backlog().oldest().isEmpty()) {
          pass(queue, telling);
          told.add(nothing(model, queue));
        } else {
          rounds.add(new Round(model, means.registry(), queue, telling, clock));
        }
      }
      told.addAll(all(rounds, deadline));
      return told;
    }
  }

  /** What {@link #tell} would tell now. */
  public List<Told> waiting(ModelName model) {
    BiFunction<Destination, Instant, Instant> since = (to, now) -> outbox.known(to).orElse(now);
    return queues(model, new Start.Now(), since).stream().map(q -> asItStands(model, q)).toList();
  }

  private static Told asItStands(ModelName model, Queue queue) {
    Backlog backlog = queue.backlog();
    return new Told(model, queue.to(), backlog.oldest(), backlog.count(), queue.failure(), "");
  }

  private static Told nothing(ModelName model, Queue queue) {
    return new Told(model, queue.to(), List.of(), 0, Optional.empty(), "");
  }

  /** Kept as told too: whoever is told of more from now on is not told of the past. */
  private static void pass(Queue queue, Telling telling) {
    if (!queue.kept().equals(Optional.of(queue.backlog().after()))) {
      telling.keep(queue.to(), queue.backlog().after());
    }
  }

  /** From now on, where it was not. */
  private Instant known(Destination to, Instant now) {
    Optional<Instant> before = outbox.known(to);
    if (before.isEmpty()) {
      outbox.know(to, now);
    }
    return before.orElse(now);
  }

  private List<Queue> queues(
      ModelName model, Start start, BiFunction<Destination, Instant, Instant> since) {
    Map<Destination, List<Subscription>> byDestination = new LinkedHashMap<>();
    for (Subscription subscription : store.policy().notifications()) {
      if (subscription.isAbout(model)) {
        byDestination.computeIfAbsent(subscription.to(), to -> new ArrayList<>()).add(subscription);
      }
    }
    Snapshot state = store.look(model);
    Instant now = clock.instant();
    Waiting waiting = new Waiting(outbox, state, since);
    List<Queue> queues = new ArrayList<>();
    byDestination.forEach((to, said) -> queues.add(waiting.of(to, said, start, now)));
    return queues;
  }

  private List<Told> all(List<Round> rounds, Deadline deadline) {
    if (rounds.isEmpty()) {
      return List.of();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(rounds.size(), MOST_AT_A_TIME), Notifier::daemon);
    try {
      List<Future<Told>> running =
          threads.invokeAll(
              rounds.stream().map(round -> round.task(this::way, deadline)).toList(),
              deadline.left().toNanos(),
              TimeUnit.NANOSECONDS);
      List<Told> told = new ArrayList<>();
      for (int i = 0; i < rounds.size(); i++) {
        told.add(result(rounds.get(i), running.get(i)));
      }
      return told;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted", "git model notify", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A thread that hangs in a system call keeps no program from ending. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "notify");
    thread.setDaemon(true);
    return thread;
  }

  private Told result(Round round, Future<Told> running) throws InterruptedException {
    try {
      return running.get();
    } catch (CancellationException e) {
      return round.late(new Failure(clock.instant(), "no answer in time"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a round throws nothing but bugs", e.getCause());
    }
  }

  private Post way(Destination to) {
    if (to instanceof Destination.Webhook webhook) {
      return new WebhookPost(webhook, means, clock);
    }
    return new MailPost((Destination.Mail) to, means.mailServer(), clock);
  }
}
