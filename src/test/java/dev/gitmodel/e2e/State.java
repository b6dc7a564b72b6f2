package dev.gitmodel.e2e;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything a model says, without what differs from one run to the next (times and the ids that
 * depend on them): two runs of one command end in equal states.
 */
record State(
    SortedMap<Version, Digest> versions,
    SortedMap<AliasName, Version> aliases,
    SortedMap<Version, MetricSet> metrics,
    SortedMap<BranchName, Digest> branches,
    List<String> log) {
  /** There is no model. */
  static final State NOTHING = made(List.of());

  /** There is a model, and nothing in it. */
  static State made(String model) {
    return made(List.of("create " + model));
  }

  private static State made(List<String> log) {
    return new State(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), log);
  }

  static State of(Snapshot now) {
    SortedMap<Version, Digest> versions = new TreeMap<>();
    SortedMap<Version, MetricSet> metrics = new TreeMap<>();
    for (Version version : now.versions()) {
      versions.put(version, now.version(version).digest());
      metrics.put(version, now.metrics(version));
    }
    SortedMap<BranchName, Digest> branches = new TreeMap<>();
    now.branches().forEach((name, tip) -> branches.put(name, Digest.ofListing(now.filesAt(tip))));
    try (Stream<AuditEntry> audit = now.audit()) {
      return new State(
          versions, now.aliases(), metrics, branches, audit.map(AuditEntry::subject).toList());
    }
  }
}
