package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Blame.Cause;
import dev.gitmodel.store.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who published which version when and why; the audit log is read no further than needed. */
final class Causes {
  private static final String TAGS = "refs/tags/";

  private Causes() {}

  static Map<Version, Cause> of(Snapshot now, Set<Version> versions) {
    Map<Version, AuditEntry> entries = published(now, versions);
    Map<Version, Cause> causes = new HashMap<>();
    versions.forEach(
        v -> causes.put(v, cause(now, now.version(v), Optional.ofNullable(entries.get(v)))));
    return causes;
  }

  private static Map<Version, AuditEntry> published(Snapshot now, Set<Version> versions) {
    Map<Version, AuditEntry> found = new HashMap<>();
    Set<Version> left = new HashSet<>(versions);
    try (Stream<AuditEntry> log = now.log()) {
      Iterator<AuditEntry> entries = log.iterator();
      while (!left.isEmpty() && entries.hasNext()) {
        AuditEntry entry = entries.next();
        published(entry).filter(left::remove).forEach(version -> found.put(version, entry));
      }
    }
    return found;
  }

  /** The versions that an entry published. */
  static Stream<Version> published(AuditEntry entry) {
    return entry.moves().stream()
        .filter(move -> move.ref().startsWith(TAGS) && !move.to().isNone())
        .flatMap(move -> Version.tryParse(move.ref().substring(TAGS.length())).stream());
  }

  /** Where the log does not know of it, who and when are the tag's. */
  static Cause cause(Snapshot now, ModelVersion version, Optional<AuditEntry> entry) {
    Commit commit = now.commitOf(version.version());
    Optional<String> summary = version.manifest().text("summary").map(Event::line);
    return new Cause(
        version.version(),
        version.commit(),
        entry.map(AuditEntry::by).orElse(version.by()),
        entry.map(AuditEntry::at).orElse(version.at()),
        commit.trailer("Run-Id"),
        commit.trailer("Experiment-Id"),
        entry.flatMap(AuditEntry::reason),
        commit.body().filter(text -> !summary.equals(Optional.of(text))));
  }
}
