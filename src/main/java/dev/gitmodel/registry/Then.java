package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A model as it was at a time, or as it is: its state, and for one in the past what is there today,
 * so that what was deleted since can be told.
 */
final class Then {
  private final Snapshot state;
  private final Optional<Instant> at;
  private final Optional<Snapshot> today;
  private final Set<Version> left;

  private Then(Snapshot state, Optional<Instant> at, Optional<Snapshot> today) {
    this.state = state;
    this.at = at;
    this.today = today;
    this.left = today.<Set<Version>>map(Snapshot::versions).orElse(Set.of());
  }

  /** NOT_FOUND where there is no such model, or was none then. */
  static Then look(ModelStore store, ModelName model, Optional<Instant> at) {
    if (at.isEmpty()) {
      return new Then(store.look(model), at, Optional.empty());
    }
    Snapshot then = store.lookAt(model, at.get());
    Snapshot today = store.look(model);
    return new Then(new Past(then, today.versions()), at, Optional.of(today));
  }

  Snapshot state() {
    return state;
  }

  /** The version meant, which is there; NOT_FOUND, with the time, where it was not then. */
  Version resolve(Selector selector) {
    try {
      return Resolver.resolve(state, selector);
    } catch (RegistryException e) {
      if (at.isEmpty() || e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
      throw RegistryException.notFound(
          "at " + at.get() + ": " + e.text(),
          "see what was there with: git model versions " + state.model() + " --at " + at.get());
    }
  }

  /** How the version was deleted since. */
  Optional<Tombstone> retired(Version version) {
    return today.filter(now -> !left.contains(version)).flatMap(now -> now.tombstone(version));
  }
}
