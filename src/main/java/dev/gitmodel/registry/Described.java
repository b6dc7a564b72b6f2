package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is said about a version outside of its commit. */
final class Described {
  private Described() {}

  /** The edited description, else the manifest's; so too where the edited one can't be read. */
  static Optional<String> description(Snapshot now, ModelVersion version, Unread unread) {
    return unread
        .reading(now, version.version(), () -> now.description(version.version()))
        .flatMap(edited -> edited)
        .or(() -> version.manifest().text("description"));
  }

  /** The metrics, as far as they can be read. */
  static MetricSet metrics(Snapshot now, Version version, Unread unread) {
    return unread.reading(now, version, () -> now.metrics(version)).orElse(MetricSet.EMPTY);
  }

  /** The aliases on the version. */
  static SortedSet<AliasName> aliases(Snapshot now, Version version) {
    SortedSet<AliasName> names = new TreeSet<>();
    for (Map.Entry<AliasName, Version> alias : now.aliases().entrySet()) {
      if (alias.getValue().equals(version)) {
        names.add(alias.getKey());
      }
    }
    return Collections.unmodifiableSortedSet(names);
  }
}
