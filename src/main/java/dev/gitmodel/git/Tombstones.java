package dev.gitmodel.git;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which versions the audit log says were deleted, kept as of one end of the log. */
final class Tombstones {
  private static final String GONE = "-";

  private final IndexFile file;

  Tombstones(IndexFile file) {
    this.file = file;
  }

  /** The tombstone of {@code version} in the log that ends with {@code tip}. */
  Optional<Tombstone> of(Revision tip, Version version, Supplier<Stream<AuditEntry>> audit) {
    Optional<String> end = file.get("audit");
    if (!end.equals(Optional.of(tip.hex()))) {
      readTombstones(end, audit);
      file.put("audit", tip.hex());
    }
    return file.get("T" + version)
        .filter(line -> !line.equals(GONE))
        .map(
            line ->
                tombstone(version, Fields.of(Json.read(line.getBytes(StandardCharsets.UTF_8)))));
  }

  private void readTombstones(Optional<String> end, Supplier<Stream<AuditEntry>> audit) {
    List<Tombstone> found = new ArrayList<>();
    try (Stream<AuditEntry> entries = audit.get()) {
      Iterator<AuditEntry> all = entries.iterator();
      boolean met = end.isEmpty();
      while (all.hasNext()) {
        AuditEntry entry = all.next();
        if (end.equals(Optional.of(entry.id().hex()))) {
          met = true;
          break;
        }
        tombstone(entry).ifPresent(found::add);
      }
      if (!met) {
        // The log was rewound: what it no longer says must go.
        file.keys().stream().filter(k -> k.startsWith("T")).forEach(k -> file.put(k, GONE));
      }
    }
    for (Tombstone t : found) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("entry", t.entry().hex());
      tree.put("name", t.by().name());
      tree.put("email", t.by().email());
      tree.put("at", t.at().getEpochSecond());
      t.reason().ifPresent(reason -> tree.put("reason", reason));
      file.put("T" + t.version(), Json.line(tree));
    }
  }

  /** The tombstone that an entry is, if it is one. */
  private static Optional<Tombstone> tombstone(AuditEntry entry) {
    return entry
        .version()
        .filter(v -> entry.operation().equals(Operation.VERSION_DELETE.text()))
        .map(v -> new Tombstone(v, entry.id(), entry.by(), entry.at(), entry.reason()));
  }

  private static Tombstone tombstone(Version version, Fields tree) {
    return new Tombstone(
        version,
        new Revision(tree.text("entry")),
        new Actor(tree.text("name"), tree.text("email")),
        Instant.ofEpochSecond(tree.number("at")),
        tree.optional("reason"));
  }
}
