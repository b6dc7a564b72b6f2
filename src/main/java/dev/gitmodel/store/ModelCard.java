package dev.gitmodel.store;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a listing shows of a model: its latest version's manifest, its description where that was
 * edited, and size in bytes, and when anything about the model last changed. A model without a
 * version has size 0 and a manifest that says only its kind.
 */
public record ModelCard(
    ModelName name,
    Optional<Version> latest,
    SortedMap<AliasName, Version> aliases,
    Manifest manifest,
    Optional<String> edited,
    long size,
    Instant updated,
    int versions) {
  public ModelCard {
    aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
  }

  /** The edited description, else the manifest's. */
  public Optional<String> description() {
    return edited.or(() -> manifest.text("description"));
  }
}
