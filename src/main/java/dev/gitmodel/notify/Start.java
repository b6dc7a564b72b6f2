package dev.gitmodel.notify;

import dev.gitmodel.model.Revision;

/** Where somebody who was never told begins, as far as the caller knows what is new. */
public sealed interface Start {
  /** Behind that entry; from the first on where it is none. */
  record After(Revision entry) implements Start {}

  /** With that entry. */
  record With(Revision entry) implements Start {}

  /** With what is younger than the destination is known here. */
  record Now() implements Start {}

  /** With an entry that was written just now; of a new model with its first. */
  static Start written(Revision entry) {
    return entry.isNone() ? new After(entry) : new With(entry);
  }
}
