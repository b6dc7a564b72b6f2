package dev.gitmodel.registry;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What manifests name: versions of this registry, or ids from outside that it knows nothing of. */
final class References {
  private References() {}

  /** The reference, or empty where {@code text} is none. */
  static Optional<Reference> tryParse(String text) {
    try {
      return Optional.of(Reference.parse(text));
    } catch (RegistryException outside) {
      return Optional.empty();
    }
  }

  /** The manifest's fields that may name a version. */
  static Map<String, String> fields(Manifest manifest) {
    Map<String, String> fields = new LinkedHashMap<>();
    manifest.text("base_model").ifPresent(text -> fields.put("base_model", text));
    manifest.trainingDataset().ifPresent(text -> fields.put("training.dataset", text));
    return fields;
  }

  /**
   * True where {@code text}, in a manifest of {@code from}, pins exactly this version. A name
   * without a namespace may mean one in the manifest's own.
   */
  static boolean pins(String text, ModelName from, ModelVersion version) {
    Optional<Reference> reference = tryParse(text);
    if (reference.isEmpty()) {
      return false;
    }
    ModelName named = reference.get().model();
    boolean sameModel =
        named.equals(version.model()) || named.within(from.namespace()).equals(version.model());
    Selector selector = reference.get().selector();
    return sameModel
        && (selector.equals(new Selector.ByVersion(version.version()))
            || (selector instanceof Selector.ByDigest digest
                && version.digest().hex().startsWith(digest.prefix()))
            || (selector instanceof Selector.ByCommit commit
                && version.commit().hex().startsWith(commit.prefix())));
  }

  /** What a manifest names, each as written or, where the registry has it, as {@link #dataset}. */
  record Pinned(Optional<String> baseModel, Optional<String> dataset) {
    static Pinned of(ModelStore store, Manifest manifest) {
      return new Pinned(
          pinned(store, manifest.text("base_model")), References.dataset(store, manifest));
    }
  }

  /** The training dataset as written, or the exact version and digest where the registry has it. */
  static Optional<String> dataset(ModelStore store, Manifest manifest) {
    return pinned(store, manifest.trainingDataset());
  }

  private static Optional<String> pinned(ModelStore store, Optional<String> written) {
    return written.map(text -> tryParse(text).flatMap(r -> pinned(store, r)).orElse(text));
  }

  private static Optional<String> pinned(ModelStore store, Reference reference) {
    if (!store.exists(reference.model())) {
      return Optional.empty();
    }
    try {
      Snapshot there = store.look(reference.model());
      ModelVersion version = there.version(Resolver.resolve(there, reference.selector()));
      return Optional.of(version.reference() + " " + version.digest());
    } catch (RegistryException unknown) {
      return Optional.empty();
    }
  }
}
