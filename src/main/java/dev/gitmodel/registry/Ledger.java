package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RegistryException;
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

  /** {@code pause} is taken between tries when stock git moved a ref in between. */
  public Ledger(ModelStore store, Clock clock, Pause pause) {
    this.store = store;
    this.clock = clock;
    this.pause = pause;
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
  }

  /** Empty where the race was lost. A CONFLICT of the decision itself is final, so it passes. */
  private <R> Optional<Done<R>> attempt(ModelName model, Actor by, Decision<R> decision) {
    try (ModelStore.Turn turn = store.begin(model)) {
      Done<R> done = decision.on(turn.now());
      if (done.changes().isEmpty()) {
        return Optional.of(done);
      }
      return commit(turn, new Authored(done.changes().get(), by, now())).map(done::written);
    }
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
