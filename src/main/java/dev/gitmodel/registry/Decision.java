package dev.gitmodel.registry;

import dev.gitmodel.store.Snapshot;

/** What to write on a state; asked again on the new state when somebody was faster. */
@FunctionalInterface
public interface Decision<R> {
  /** Refuses with a {@link dev.gitmodel.model.RegistryException}. */
  Done<R> on(Snapshot now);
}
