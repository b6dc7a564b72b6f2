package dev.gitmodel.model;

import java.util.List;
import java.util.Optional;

/**
 * What a write did: its audit entry and the one {@code before} it, which the first has none of, the
 * refs it moved, and the version commit it made, if any.
 */
public record Receipt(
    Revision entry, Optional<Revision> before, List<RefMove> moves, Optional<Revision> commit) {}
