package dev.gitmodel.model;

import java.util.List;
import java.util.Optional;

/** What a write did: its audit entry, the refs it moved, and the version commit it made, if any. */
public record Receipt(Revision entry, List<RefMove> moves, Optional<Revision> commit) {}
