package dev.gitmodel.store;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;

/** What a part of the contract needs: a store, and ways to do harm behind its back. */
public interface StoreContract {
  Bench bench();

  /** Moves a ref as stock git would; {@link Revision#NONE} removes it. */
  void moveRef(ModelName model, String ref, Revision to);

  /** Changes the stored bytes of an LFS object, keeping their number. */
  void damage(ModelName model, Artifact file);

  /** Removes the stored bytes of an LFS object. */
  void lose(ModelName model, Artifact file);
}
