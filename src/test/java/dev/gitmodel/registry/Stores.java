package dev.gitmodel.registry;

import dev.gitmodel.git.GitModelStore;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.InMemoryModelStore;
import dev.gitmodel.store.ModelStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Both stores, for what must be so of any. */
enum Stores {
  MEMORY,
  GIT;

  /** An empty one below {@code folder}, or the one that is there. */
  ModelStore open(Path folder) {
    return open(folder, "cache");
  }

  /** With a cache of that name. */
  ModelStore open(Path folder, String cache) {
    if (this == MEMORY) {
      return new InMemoryModelStore();
    }
    return new GitModelStore(
        new GitModelStore.Place(
            folder.resolve("registry"), folder.resolve(cache), Duration.ofSeconds(10)),
        UserConfig.read(Map.of("GIT_CONFIG_NOSYSTEM", "1"), folder));
  }

  /** The catalogue that the program would use. */
  static Catalogue catalogue(ModelStore store) {
    return store instanceof GitModelStore git ? git.catalogue() : new ScanningCatalogue(store);
  }

  static void close(ModelStore store) {
    if (store instanceof GitModelStore git) {
      git.close();
    }
  }
}
