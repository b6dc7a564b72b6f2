package dev.gitmodel.registry;

import dev.gitmodel.model.Commit;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Check;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionOrigin;
import dev.gitmodel.store.VersionOrigin.Made;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds to a graph what versions come from, up to {@code depth} edges away; what can't be read is
 * told and left out.
 */
final class Ancestors {
  private final LineageGraph graph;
  private final int depth;
  // In the order of their distance, so each thing is met first by the shortest way to it.
  private final Deque<Runnable> left = new ArrayDeque<>();
  private int distance;

  Ancestors(LineageGraph graph, int depth) {
    this.graph = graph;
    this.depth = depth;
  }

  /** What {@code version} comes from. */
  void all(VersionOrigin version) {
    whole(version.identity().toString(), version);
    walk();
  }

  /** What a deleted version came from, by the state in which it was there last. */
  void all(Node deleted, VersionOrigin version, Snapshot then) {
    whole(deleted, version, then);
    walk();
  }

  /** Only the commits behind the versions of a model. */
  void history(ModelName model) {
    Snapshot now = graph.look(model);
    for (Version version : now.versions()) {
      reading(
          model,
          () -> {
            VersionOrigin found = graph.origin(now, version);
            String id = found.identity().toString();
            graph.add(SourceTarget.node(id, found));
            parents(id, now, found.parents(), false);
          });
    }
    walk();
  }

  private void walk() {
    while (!left.isEmpty()) {
      distance++;
      for (int next = left.size(); next > 0; next--) {
        left.remove().run();
      }
    }
  }

  private void whole(String id, VersionOrigin version) {
    whole(SourceTarget.node(id, version), version, graph.look(version.identity().model()));
  }

  private void whole(Node node, VersionOrigin version, Snapshot then) {
    if (!graph.add(node)) {
      return;
    }
    String id = node.id();
    ModelName model = version.identity().model();
    if (distance >= depth) {
      reading(model, () -> cut(id, goesOn(version, then)));
      return;
    }
    origin(id, version);
    version.sources().forEach(s -> reading(model, () -> source(id, version, s)));
    reading(model, () -> evaluated(version, then).forEach(s -> source(id, version, s)));
    parents(id, graph.look(model), version.parents(), true);
  }

  /** The datasets of its evaluation reports. */
  private static List<Source> evaluated(VersionOrigin version, Snapshot then) {
    return then.evaluations(version.identity().version())
        .map(Source::ofEvaluations)
        .orElse(List.of());
  }

  private static boolean goesOn(VersionOrigin version, Snapshot then) {
    Made made = version.made();
    return !version.parents().isEmpty()
        || !version.sources().isEmpty()
        || Stream.of(made.code(), made.experiment(), made.run()).anyMatch(Optional::isPresent)
        || !evaluated(version, then).isEmpty();
  }

  private void cut(String id, boolean goesOn) {
    if (goesOn) {
      graph.cut(id);
    }
  }

  private void reading(ModelName model, Runnable read) {
    try {
      read.run();
    } catch (RegistryException e) {
      graph.add(new Finding(model.toString(), e.text(), e.hint()));
    }
  }

  private void source(String id, VersionOrigin version, Source source) {
    SourceTarget target = graph.target(version.identity().model(), source);
    target.finding().ifPresent(graph::add);
    if (target.version().isEmpty()) {
      graph.add(target.node());
    }
    Relation relation = Relation.valueOf(source.field().name());
    graph.add(new Edge(id, relation, target.node().id(), target.check(), target.why()));
    if (target.version().isPresent()) {
      left.add(() -> whole(target.node().id(), target.version().get()));
    }
  }

  /** Code, experiment and run: ids that nothing more is known of here. */
  private void origin(String id, VersionOrigin version) {
    Made made = version.made();
    made.code()
        .map(code -> new Node(code, Kind.CODE, Optional.empty(), Optional.empty()))
        .ifPresent(code -> leaf(id, Relation.CODE, code));
    made.experiment()
        .ifPresent(e -> leaf(id, Relation.EXPERIMENT, named(version, Kind.EXPERIMENT, e)));
    made.run().ifPresent(run -> leaf(id, Relation.RUN, named(version, Kind.RUN, run)));
  }

  private static Node named(VersionOrigin version, Kind kind, String name) {
    String word = kind == Kind.RUN ? "run " : "experiment ";
    return new Node(
        word + name + " of " + version.identity().model(),
        kind,
        Optional.empty(),
        Optional.empty());
  }

  private void leaf(String id, Relation relation, Node node) {
    graph.add(node);
    graph.add(new Edge(id, relation, node.id(), Check.NONE, Optional.empty()));
  }

  private void parents(String id, Snapshot now, List<Revision> parents, boolean whole) {
    if (distance >= depth) {
      cut(id, !parents.isEmpty());
      return;
    }
    for (int i = 0; i < parents.size(); i++) {
      Relation relation = i == 0 ? Relation.PARENT : Relation.MERGED;
      Revision parent = parents.get(i);
      Optional<Version> version = now.versionAt(parent);
      if (version.isPresent()) {
        parent(id, relation, now, version.get(), whole);
      } else {
        leaf(id, relation, commit(now, parent, whole));
      }
    }
  }

  private void parent(String id, Relation relation, Snapshot now, Version of, boolean whole) {
    String from = Reference.to(now.model(), of).toString();
    try {
      VersionOrigin parent = graph.origin(now, of);
      Optional<String> why = SourceTarget.broken(parent);
      Check check = why.isPresent() ? Check.UNVERIFIED : Check.VERIFIED;
      graph.add(new Edge(id, relation, from, check, why));
      if (whole) {
        left.add(() -> whole(from, parent));
      }
    } catch (RegistryException e) {
      graph.add(new Finding(now.model().toString(), e.text(), e.hint()));
      leaf(id, relation, new Node(from, Kind.MISSING, Optional.empty(), Optional.of(e.text())));
    }
  }

  /**
   * A commit that is no version: that of a deleted one, one of a branch, or one that is missing.
   */
  private Node commit(Snapshot now, Revision commit, boolean whole) {
    try {
      Commit read = now.commit(commit);
      Node node = node(now, read);
      if (graph.add(node)) {
        left.add(() -> parents(node.id(), now, read.parents(), whole));
      }
      return node;
    } catch (RegistryException e) {
      String id = now.model() + "@" + commit.abbreviated();
      graph.add(new Finding(id, e.text(), e.hint()));
      return new Node(id, Kind.MISSING, Optional.empty(), Optional.of("its commit is missing"));
    }
  }

  private static Node node(Snapshot now, Commit commit) {
    Optional<Tombstone> gone =
        commit.trailer("Model-Version").flatMap(Version::tryParse).flatMap(now::tombstone);
    return gone.map(
            t ->
                new Node(
                    now.model() + "@" + t.version(),
                    Kind.TOMBSTONE,
                    Optional.empty(),
                    Optional.of(Tombstones.sentence(t))))
        .orElseGet(
            () ->
                new Node(
                    now.model() + "@" + commit.id().abbreviated(),
                    Kind.COMMIT,
                    Optional.empty(),
                    Optional.of(commit.subject())));
  }
}
