package dev.gitmodel.registry;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Check;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionOrigin;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a source is: a version of the registry, whose digest is checked, a tombstone, something that
 * is missing, or an id from outside.
 */
record SourceTarget(
    Node node,
    Optional<VersionOrigin> version,
    Check check,
    Optional<String> why,
    Optional<Finding> finding) {
  /** Why an edge to a version that is not what its digest says does not hold. */
  static final String BROKEN = "its digest is not that of its files";

  /** What the manifest of a version of {@code from} means by it; the finding is what is missing. */
  static SourceTarget of(LineageGraph graph, ModelName from, Source source) {
    Optional<Reference> meant = reference(source);
    Optional<ModelName> model = meant.flatMap(r -> model(graph, from, r));
    if (meant.isPresent() && model.isPresent()) {
      return within(graph, new Reference(model.get(), meant.get().selector()), source);
    }
    // Nobody writes a selector behind a name that is not a registry's.
    boolean ours = meant.filter(r -> !(r.selector() instanceof Selector.Latest)).isPresent();
    return ours
        ? missing(source.text(), "is not in the registry", "git model list shows what is there")
        : bare(source.text(), Kind.OUTSIDE, Optional.empty());
  }

  /** The models that a source may mean. */
  static Set<ModelName> candidates(ModelName from, Source source) {
    Set<ModelName> candidates = new LinkedHashSet<>();
    Optional<Reference> meant = reference(source);
    if (meant.isPresent()) {
      candidates.add(meant.get().model());
      candidates.add(meant.get().model().within(from.namespace()));
    }
    return candidates;
  }

  private static Optional<Reference> reference(Source source) {
    return References.tryParse(source.pinned().map(p -> p.split(" ", 2)[0]).orElse(source.text()));
  }

  private static Optional<ModelName> model(LineageGraph graph, ModelName from, Reference meant) {
    if (graph.exists(meant.model())) {
      return Optional.of(meant.model());
    }
    return Optional.of(meant.model().within(from.namespace())).filter(graph::exists);
  }

  static SourceTarget deleted(Reference version, Tombstone gone) {
    return bare(version.toString(), Kind.TOMBSTONE, Optional.of(Tombstones.sentence(gone)));
  }

  /** True for a version of that model, there or deleted. */
  boolean isOf(ModelName model) {
    return version
        .map(found -> found.identity().model().equals(model))
        .orElseGet(
            () -> node.kind() == Kind.TOMBSTONE && node.id().startsWith(model.toString() + '@'));
  }

  private static SourceTarget bare(String id, Kind kind, Optional<String> note) {
    return new SourceTarget(
        new Node(id, kind, Optional.empty(), note),
        Optional.empty(),
        Check.NONE,
        Optional.empty(),
        Optional.empty());
  }

  private static SourceTarget missing(String id, String matter, String hint) {
    return new SourceTarget(
        new Node(id, Kind.MISSING, Optional.empty(), Optional.of(matter)),
        Optional.empty(),
        Check.UNVERIFIED,
        Optional.of("it is missing"),
        Optional.of(new Finding(id, matter, hint)));
  }

  private static SourceTarget within(LineageGraph graph, Reference meant, Source source) {
    try {
      Snapshot there = graph.look(meant.model());
      Optional<Tombstone> gone =
          meant.selector() instanceof Selector.ByVersion by
              ? there.tombstone(by.version())
              : Optional.empty();
      if (gone.isPresent()) {
        return deleted(meant, gone.get());
      }
      Version version = Resolver.resolve(there, meant.selector());
      return checked(graph.origin(there, version), meant, source);
    } catch (RegistryException e) {
      return missing(meant.toString(), e.text(), e.hint());
    }
  }

  private static SourceTarget checked(VersionOrigin version, Reference meant, Source source) {
    Optional<Digest> recorded =
        source.pinned().map(p -> Digest.parse(p.substring(p.indexOf(' ') + 1)));
    boolean fixed =
        !(meant.selector() instanceof Selector.Latest)
            && !(meant.selector() instanceof Selector.ByAlias)
            && !(meant.selector() instanceof Selector.ByBranch);
    Optional<String> why = broken(version);
    if (recorded.filter(d -> !d.equals(version.identity().digest())).isPresent()) {
      why = Optional.of("its digest was " + recorded.get().abbreviated() + " at publication");
    } else if (recorded.isEmpty() && !fixed) {
      why = Optional.of(meant.selector() + " moves, and no digest was recorded at publication");
    }
    return new SourceTarget(
        node(version),
        Optional.of(version),
        why.isPresent() ? Check.UNVERIFIED : Check.VERIFIED,
        why,
        Optional.empty());
  }

  static Node node(VersionOrigin version) {
    return node(version.identity().toString(), version);
  }

  static Node node(String id, VersionOrigin version) {
    return new Node(
        id,
        Kind.VERSION,
        Optional.of(version.identity().digest()),
        version.summary().map(Event::line));
  }

  /** Why the version is not what its digest says, where it is not. */
  static Optional<String> broken(VersionOrigin version) {
    return version.identity().whole() ? Optional.empty() : Optional.of(BROKEN);
  }
}
