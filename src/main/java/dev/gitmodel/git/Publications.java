package dev.gitmodel.git;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * By which entry the audit log has each version's tag, kept as of one end of the log: so a number
 * is known to be taken where its tag was removed without the log, and a push need not read it all.
 */
final class Publications {
  private final RecordFile file;

  Publications(RecordFile file) {
    this.file = file;
  }

  /** The newest entry about the version's tag in the log that ends with {@code tip}. */
  Optional<Revision> entry(Revision tip, Version version, Supplier<Stream<AuditEntry>> log) {
    if (!file.state().equals(tip.hex())) {
      learn(log);
      file.state(tip.hex());
    }
    return file.get(CatalogueFile.key(Refs.of(version))).map(Slice::id);
  }

  private void learn(Supplier<Stream<AuditEntry>> log) {
    Map<String, Revision> found = new HashMap<>();
    boolean met = false;
    try (Stream<AuditEntry> entries = log.get()) {
      Iterator<AuditEntry> all = entries.iterator();
      while (all.hasNext() && !met) {
        AuditEntry entry = all.next();
        met = entry.id().hex().equals(file.state());
        if (!met) {
          tags(entry).forEach(ref -> found.putIfAbsent(ref, entry.id()));
        }
      }
    }
    if (!met) {
      // The first time, or the log was rewound: what it no longer says must go.
      file.forget();
    }
    found.forEach(
        (ref, entry) -> file.put(CatalogueFile.key(ref), new SliceWriter().id(entry).done()));
  }

  private static Stream<String> tags(AuditEntry entry) {
    return entry.moves().stream().map(RefMove::ref).filter(ref -> ref.startsWith(Refs.TAGS));
  }
}
