package dev.gitmodel.lfs;

import java.util.Optional;

/** What a server answers for one object of a batch. */
sealed interface Grant {
  RemoteBlobs.Item item();

  /** Nothing is to be done: the server has it. */
  record Nothing(RemoteBlobs.Item item) implements Grant {}

  /**
   * The transfer, and what to tell afterwards; {@code authenticated} where nothing of ours is to be
   * added.
   */
  record Go(RemoteBlobs.Item item, Action action, Optional<Action> verify, boolean authenticated)
      implements Grant {}

  /** No, and why. */
  record No(RemoteBlobs.Item item, int code, String message) implements Grant {}
}
