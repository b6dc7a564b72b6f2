package dev.gitmodel.store;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * What a filter may ask of a version that stands out: its manifest, its description where that was
 * edited, metrics, size in bytes, and who published it when.
 */
public record StandingVersion(
    Version version,
    Manifest manifest,
    Optional<String> edited,
    MetricSet metrics,
    long size,
    Instant created,
    Actor by) {
  /** The edited description, else the manifest's. */
  public Optional<String> description() {
    return edited.or(() -> manifest.text("description"));
  }
}
