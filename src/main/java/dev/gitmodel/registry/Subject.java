package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;

/** What is looked at: a version that is published, or a commit that need not be. */
public sealed interface Subject {
  /** The model of it. */
  ModelName model();

  /** A version of the registry. */
  record Published(Reference reference) implements Subject {
    @Override
    public ModelName model() {
      return reference.model();
    }
  }

  /** A commit, by its name in Git, of the clone of {@code model} that the user stands in. */
  record Here(ModelName model, String revision) implements Subject {}
}
