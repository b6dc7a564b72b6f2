package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What is kept of each model in one folder, each opened once. */
final class Indexes {
  private final Path folder;
  private final Map<ModelName, VersionIndex> open = new HashMap<>();

  Indexes(Path folder) {
    this.folder = folder;
  }

  synchronized VersionIndex of(ModelName model) {
    return open.computeIfAbsent(model, m -> new VersionIndex(m, folder.resolve(m + ".versions")));
  }

  /** One that begins empty and is never saved, for what may never be taken in. */
  VersionIndex none(ModelName model) {
    return new VersionIndex(model, folder.resolve("none").resolve(model.name()));
  }

  /** Drops what was kept of the model, to be read anew. */
  synchronized void forget(ModelName model) {
    of(model).drop();
    open.remove(model);
  }

  /** Keeps what was learnt for the next process. */
  synchronized void save() {
    open.values().forEach(VersionIndex::save);
  }
}
