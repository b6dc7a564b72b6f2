package dev.gitmodel.lfs;

import java.util.Optional;

/** Moves the bytes of one object, once. */
interface ObjectTransfer {
  /** Nothing where it is done; throws where trying again would not help. */
  Optional<Again> attempt(Grant.Go go, Told told);

  /** Whether an object is not to be moved any more, so that it need not be asked for. */
  boolean done(RemoteBlobs.Item item);
}
