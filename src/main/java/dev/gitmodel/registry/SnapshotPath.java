package dev.gitmodel.registry;

import dev.gitmodel.model.Reference;
import dev.gitmodel.store.ModelStore;
import java.nio.file.Path;

/** A read-only directory with the files of a version, kept in a cache and shared by digest. */
public final class SnapshotPath {
  private final ModelStore store;
  private final Path cache;

  public SnapshotPath(ModelStore store, Path cache) {
    this.store = store;
    this.cache = cache;
  }

  /** Which version. */
  public record Request(Reference reference) {}

  /** The directory, whole; made where it is not there yet or was tampered with. */
  public Path apply(Request request) {
    return java.util.Optional.<Path>empty()
        .orElseThrow(() -> new UnsupportedOperationException(store + " " + cache + request));
  }
}
