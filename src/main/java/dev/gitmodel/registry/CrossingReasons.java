package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Bisection.Crossing;
import dev.gitmodel.registry.Bisection.Step;
import dev.gitmodel.registry.Bisection.Why;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.WeightsHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What changed at crossings, and who did it; what can't be read is told and left out. */
record CrossingReasons(ModelStore store, WeightsHeaders headers, Progress progress) {
  /** The first {@code most} with their reasons, the others as they are. */
  List<Crossing> of(Snapshot now, List<Crossing> found, int most, Unread unread) {
    Set<Version> versions =
        found.stream().limit(most).map(c -> c.at().version()).collect(Collectors.toSet());
    Map<Version, List<AuditEntry>> entries =
        unread.reading(now.model(), () -> entries(now, versions)).orElse(Map.of());
    List<Crossing> all = new ArrayList<>();
    for (Crossing crossing : found) {
      List<AuditEntry> about = entries.getOrDefault(crossing.at().version(), List.of());
      all.add(all.size() < most ? crossing.because(why(now, crossing, about, unread)) : crossing);
    }
    return all;
  }

  private Why why(Snapshot now, Crossing crossing, List<AuditEntry> about, Unread unread) {
    Version at = crossing.at().version();
    Optional<AuditEntry> published =
        about.stream().filter(entry -> Causes.published(entry).anyMatch(at::equals)).findFirst();
    return new Why(
        diff(now, crossing, unread),
        unread.reading(
            Reference.to(now.model(), at), () -> Causes.cause(now, now.version(at), published)),
        dataset(now, at, unread),
        about);
  }

  private Optional<VersionDiff> diff(Snapshot now, Crossing crossing, Unread unread) {
    Optional<VersionDiff> diff = compared(now, crossing, unread);
    diff.ifPresent(found -> found.unreadable().forEach(unread::add));
    return diff;
  }

  private Optional<VersionDiff> compared(Snapshot now, Crossing crossing, Unread unread) {
    ModelName model = now.model();
    Map<ModelName, Snapshot> looked = new HashMap<>(Map.of(model, now));
    Optional<Step> step = crossing.after().stream().findFirst();
    Reference to = Reference.to(model, crossing.at().version());
    return step.flatMap(
        s ->
            unread.reading(
                to,
                () ->
                    new DiffVersions(store, headers)
                        .apply(
                            new DiffVersions.Request(Reference.to(model, s.from().version()), to),
                            progress,
                            looked)));
  }

  private Optional<String> dataset(Snapshot now, Version version, Unread unread) {
    return unread
        .reading(
            Reference.to(now.model(), version),
            () -> References.dataset(store, now.version(version).manifest()))
        .flatMap(found -> found);
  }

  /** About each version, the newest first; nothing is about one before it was published. */
  private static Map<Version, List<AuditEntry>> entries(Snapshot now, Set<Version> versions) {
    Map<Version, List<AuditEntry>> found = new HashMap<>();
    Set<Version> left = new HashSet<>(versions);
    try (Stream<AuditEntry> log = now.log()) {
      Iterator<AuditEntry> all = log.iterator();
      while (!left.isEmpty() && all.hasNext()) {
        AuditEntry entry = all.next();
        Optional<Version> about = entry.version().filter(left::contains);
        about.ifPresent(v -> found.computeIfAbsent(v, x -> new ArrayList<>()).add(entry));
        Causes.published(entry).forEach(left::remove);
      }
    }
    return found;
  }
}
