package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.ModelStore.Authored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The one pen: looks, lets decide and records in one turn, so no decision is written on a state it
 * was not made for.
 */
public final class Ledger {
  // On a host every other writer who is faster costs one: two who never rest lose to each other
  // more often than not.
  private static final int TRIES = 32;

  private final ModelStore store;
  private final Clock clock;
  private final Pause pause;
  private final Listener listener;

  /** {@code pause} is taken between tries when stock git moved a ref in between. */
  public Ledger(ModelStore store, Clock clock, Pause pause) {
    this(store, clock, pause, (model, entry) -> {});
  }

  /** As above; {@code listener} hears of each entry once it is written. */
  public Ledger(ModelStore store, Clock clock, Pause pause, Listener listener) {
    this.store = store;
    this.clock = clock;
    this.pause = pause;
    this.listener = listener;
  }

  /** Hears of what was written. */
  @FunctionalInterface
  public interface Listener {
    /** Of the entry; of a model's first, which has no name yet, as none. */
    void wrote(ModelName model, Revision entry);

    /** Of a model with versions whose log was not there: it begins with what was just written. */
    default void begun(ModelName model) {}
  }

  ModelStore store() {
    return store;
  }

  /** Writes what {@code decision} says of the state as it is in the model's turn. */
  <R> Done<R> write(ModelName model, Actor by, Decision<R> decision) {
    for (int lost = 0; lost < TRIES; lost++) {
      Optional<Done<R>> done = attempt(model, by, decision);
      if (done.isPresent()) {
        return done.get();
      }
      pause.after(lost);
    }
    throw new RegistryException(
        Problem.CONFLICT,
        model + " was moved by others " + TRIES + " times in a row; nothing was written",
        "repeat the command when they are done");
  }

  /** What {@link #write} would do now, written nowhere. */
  <R> Done<R> rehearse(ModelName model, Decision<R> decision) {
    return decision.on(store.look(model));
  }

  /** Makes an empty model; EXISTS where somebody was faster. */
  void create(ModelName model, Actor by, ChangeSet changes) {
    store.create(model, new Authored(changes, by, now()));
    listener.wrote(model, Revision.NONE);
  }

  /** Empty where the race was lost. A CONFLICT of the decision itself is final, so it passes. */
  private <R> Optional<Done<R>> attempt(ModelName model, Actor by, Decision<R> decision) {
    try (ModelStore.Turn turn = store.begin(model)) {
      Done<R> done = decision.on(turn.now());
      if (done.changes().isEmpty()) {
        return Optional.of(done);
      }
      ChangeSet changes = done.changes().get();
      Optional<Receipt> receipt = commit(turn, new Authored(changes, by, now()));
      receipt.ifPresent(written -> listener.wrote(model, written.entry()));
      receipt
          .filter(written -> written.before().isEmpty() && !isBeginning(changes))
          .filter(written -> !turn.now().versions().isEmpty())
          .ifPresent(written -> listener.begun(model));
      return receipt.map(done::written);
    }
  }

  /** What takes into the log what was there without one. */
  private static boolean isBeginning(ChangeSet changes) {
    return changes.event().operation() == Operation.MODEL_CREATE;
  }

  private static Optional<Receipt> commit(ModelStore.Turn turn, Authored authored) {
    try {
      return Optional.of(turn.commit(authored));
    } catch (RegistryException e) {
      if (e.problem() == Problem.CONFLICT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Git keeps whole seconds, so what is written equals what is read back. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
