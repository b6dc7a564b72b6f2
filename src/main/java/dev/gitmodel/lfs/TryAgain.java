package dev.gitmodel.lfs;

import dev.gitmodel.model.RegistryException;

/** It failed on another machine, and may go well the next time. */
final class TryAgain extends Exception {
  private static final long serialVersionUID = 1L;

  private final RegistryException reason;
  private final boolean inOrder;

  /** {@code inOrder} where the connection it was said over can still be used. */
  TryAgain(RegistryException reason, boolean inOrder) {
    super(reason);
    this.reason = reason;
    this.inOrder = inOrder;
  }

  /** What to throw where it is not tried again. */
  RegistryException reason() {
    return reason;
  }

  boolean inOrder() {
    return inOrder;
  }
}
