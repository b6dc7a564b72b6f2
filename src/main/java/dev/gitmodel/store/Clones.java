package dev.gitmodel.store;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Clones of models' repositories: ordinary ones, made by the user's own git. */
public interface Clones {
  /** What git is told to clone from, without a password; NOT_FOUND where there is no such model. */
  String address(ModelName model);

  /**
   * Clones into a folder that is empty or not there. NOT_FOUND where there is no such model or
   * branch, UNAVAILABLE where the host or its large files can't be had.
   */
  Cloned make(Wish wish);

  /** {@code branch} is a branch or tag to check out; {@code depth} how many commits to have. */
  record Wish(ModelName model, Path into, Optional<String> branch, OptionalInt depth) {}

  /** The commit checked out, none in a clone of an empty model, and what the large files are. */
  record Cloned(Optional<Revision> head, Weights weights) {}

  /** What stands in the clone where large files belong. */
  enum Weights {
    /** They themselves, or there are none. */
    WHOLE,
    /** Their pointers: git-lfs is not there. */
    POINTERS
  }
}
