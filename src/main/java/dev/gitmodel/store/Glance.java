package dev.gitmodel.store;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a catalogue shows of one state of a model; one broken version hides no other. */
public final class Glance {
  private final Snapshot now;
  private final Map<Version, Finding> unread = new TreeMap<>();

  public Glance(Snapshot now) {
    this.now = now;
  }

  /** What was left out until now. */
  public List<Finding> unreadable() {
    List<Finding> all = new ArrayList<>();
    now.strays().values().forEach(stray -> all.add(stray.of(now.model())));
    now.damagedRefs().values().forEach(stray -> all.add(stray.of(now.model())));
    all.addAll(unread.values());
    return all;
  }

  private <T> Stream<T> each(Function<Version, T> read) {
    return now.versions().stream()
        .flatMap(
            version -> {
              try {
                return Stream.of(read.apply(version));
              } catch (RegistryException e) {
                unread.put(version, new Finding(now.model().toString(), e.text(), e.hint()));
                return Stream.empty();
              }
            });
  }

  /** The card. */
  public ModelCard card() {
    Optional<Version> latest = Selector.latest(now.versions());
    Optional<ModelVersion> version = latest.map(now::version);
    Manifest manifest =
        version
            .map(ModelVersion::manifest)
            .orElseGet(() -> new Manifest(Map.of("kind", now.madeAs())));
    return new ModelCard(
        now.model(),
        latest,
        now.aliases(),
        manifest,
        latest.flatMap(now::description),
        version.map(ModelVersion::size).orElse(0L),
        updated(version),
        now.versions().size());
  }

  private Instant updated(Optional<ModelVersion> latest) {
    try (Stream<AuditEntry> audit = now.audit()) {
      Optional<Instant> entry = audit.findFirst().map(AuditEntry::at);
      return entry.or(() -> latest.map(ModelVersion::at)).orElse(Instant.EPOCH);
    }
  }

  /** The card, and the versions that stand out. */
  public ModelStanding standing() {
    Set<Version> standing = new LinkedHashSet<>();
    Selector.latest(now.versions()).ifPresent(standing::add);
    List<Version> aliased = new ArrayList<>(new TreeSet<>(now.aliases().values()));
    Collections.reverse(aliased);
    standing.addAll(aliased);
    return new ModelStanding(card(), standing.stream().map(this::version).toList());
  }

  /** What the versions name, each source once with the versions that name it. */
  public List<Link> links() {
    Map<Source, List<Version>> by = new LinkedHashMap<>();
    each(version -> Map.entry(version, sources(version)))
        .forEach(
            named ->
                named
                    .getValue()
                    .forEach(
                        s -> by.computeIfAbsent(s, x -> new ArrayList<>()).add(named.getKey())));
    return by.entrySet().stream()
        .map(named -> new Link(now.model(), named.getKey(), named.getValue()))
        .toList();
  }

  /** Every version as a lineage shows it, lowest first. */
  public List<Kin> kin() {
    List<Revision> commits = each(version -> now.version(version).commit()).toList();
    Map<Revision, Integer> places = new HashMap<>();
    for (int place = 0; place < commits.size(); place++) {
      places.put(commits.get(place), place);
    }
    return each(version -> Kin.of(now.version(version), places)).toList();
  }

  /** What one version names; its commit is read only where that is a reference. */
  public List<Source> sources(Version version) {
    ModelVersion found = now.version(version);
    Commit unread = new Commit(found.commit(), found.parents(), "");
    List<Source> sources = new ArrayList<>(Source.of(found.manifest(), unread));
    if (sources.stream().anyMatch(source -> Reference.isReference(source.text()))) {
      sources = new ArrayList<>(Source.of(found.manifest(), now.commit(found.commit())));
    }
    now.evaluations(version).map(Source::ofEvaluations).ifPresent(sources::addAll);
    return sources;
  }

  private StandingVersion version(Version version) {
    ModelVersion found = now.version(version);
    return new StandingVersion(
        version,
        found.manifest(),
        now.description(version),
        now.metrics(version),
        found.size(),
        found.at(),
        found.by());
  }
}
