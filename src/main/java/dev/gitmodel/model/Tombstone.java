package dev.gitmodel.model;

import java.time.Instant;
import java.util.Optional;

/** What stays of a deleted version: the audit entry that took it, and why. */
public record Tombstone(
    Version version, Revision entry, Actor by, Instant at, Optional<String> reason) {}
