package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.HashCache;
import dev.gitmodel.lfs.RemoteBlobs;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.FileStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens the files of each model: in its folder, or on its host, whichever keeps them. */
final class FileStores {
  private final GitModelStore store;
  private final Upstream upstream;
  private final HashCache cache;
  // What this process sent to each model's host.
  private final Map<ModelName, Set<RemoteBlobs.Item>> sent = new ConcurrentHashMap<>();

  /** {@code cache} is of the user's own files, whatever model they are of. */
  FileStores(GitModelStore store, Upstream upstream, HashCache cache) {
    this.store = store;
    this.upstream = upstream;
    this.cache = cache;
  }

  FileStore of(ModelName model) {
    // One for both: what the one stored the other need not hash.
    DirectoryBlobs lfs = store.lfs(model);
    GitFileStore here =
        new GitFileStore(
            () -> store.repository(model), lfs, cache, released -> store.purge(model, released));
    return upstream
        .elsewhere(model)
        .<FileStore>map(there -> new HostFiles(here, lfs, cache, there, sent(model)))
        .orElse(here);
  }

  private Set<RemoteBlobs.Item> sent(ModelName model) {
    return sent.computeIfAbsent(model, m -> ConcurrentHashMap.newKeySet());
  }

  /** Asks the model's host which of the large files it lacks; empty where there is no host. */
  Optional<Set<RemoteBlobs.Item>> missingThere(ModelName model, Set<RemoteBlobs.Item> items) {
    return upstream
        .elsewhere(model)
        .map(
            there -> {
              try (RemoteBlobs remote = there.open(TransferOperation.DOWNLOAD)) {
                return remote.missing(items);
              }
            });
  }
}
