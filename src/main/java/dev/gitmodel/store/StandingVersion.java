package dev.gitmodel.store;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * What a filter may ask of a version that stands out: its manifest, description (edited, else the
 * manifest's), metrics, size in bytes, and who published it when.
 */
public record StandingVersion(
    Version version,
    Manifest manifest,
    Optional<String> description,
    MetricSet metrics,
    long size,
    Instant created,
    Actor by) {}
