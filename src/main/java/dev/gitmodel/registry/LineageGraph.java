package dev.gitmodel.registry;

import dev.gitmodel.model.Commit;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lineage in the making: each thing once, each model looked at once. */
final class LineageGraph {
  private final ModelStore store;
  private final Map<ModelName, Snapshot> looked = new HashMap<>();
  private final Map<String, Node> nodes = new HashMap<>();
  private final List<Node> inOrder = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  // Of the first so many edges in order: who asks for what a version comes from needs none of it.
  private final Map<String, List<Edge>> into = new HashMap<>();
  private int known;
  private final Set<String> named = new HashSet<>();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Set<String> cut = new LinkedHashSet<>();
  private final Map<Said, SourceTarget> targets = new HashMap<>();

  /** Which thing is meant depends on who says it and in which words, and on nothing else. */
  private record Said(Optional<String> namespace, String text, Optional<String> pinned) {
    // By hand, as in Lineage: asked for every version.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Said that
          && text.equals(that.text)
          && pinned.equals(that.pinned)
          && namespace.equals(that.namespace);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  LineageGraph(ModelStore store) {
    this.store = store;
  }

  Snapshot look(ModelName model) {
    return looked.computeIfAbsent(model, store::look);
  }

  /** What a version says of its origin; where its commit can't be read what its record says. */
  VersionOrigin origin(Snapshot now, Version version) {
    try {
      return now.origin(version);
    } catch (RegistryException e) {
      ModelVersion found = now.version(version);
      add(new Finding(now.model().toString(), e.text(), e.hint()));
      return VersionOrigin.of(found, new Commit(found.commit(), found.parents(), ""));
    }
  }

  /** What the manifest of a version of {@code from} means by a source. */
  SourceTarget target(ModelName from, Source source) {
    Said said = new Said(from.namespace(), source.text(), source.pinned());
    SourceTarget known = targets.get(said);
    if (known == null) {
      known = SourceTarget.of(this, from, source);
      targets.put(said, known);
    }
    return known;
  }

  boolean exists(ModelName model) {
    return looked.containsKey(model) || store.exists(model);
  }

  /** True where it was not there yet. */
  boolean add(Node node) {
    boolean fresh = nodes.putIfAbsent(node.id(), node) == null;
    if (fresh) {
      inOrder.add(node);
    }
    return fresh;
  }

  /**
   * Adds what is not there; all edges from a thing before those from the next, and what is outside
   * before an edge to it.
   */
  void add(Edge edge) {
    // Those of a thing are added one behind the other, and a lineage may have very many.
    for (int i = edges.size() - 1; i >= 0 && edges.get(i).from().equals(edge.from()); i--) {
      if (edges.get(i).equals(edge)) {
        return;
      }
    }
    edges.add(edge);
    if (Cycles.needs(edge.relation()) && !outside(edge.to())) {
      named.add(edge.to());
    }
  }

  /** Each matter of a thing once, whoever found it. */
  void add(Finding finding) {
    findings.putIfAbsent(finding.subject() + '\0' + finding.matter(), finding);
  }

  /** The thing goes on, and the walk does not. */
  void cut(String id) {
    cut.add(id);
  }

  List<Edge> into(String id) {
    for (; known < edges.size(); known++) {
      Edge edge = edges.get(known);
      into.computeIfAbsent(edge.to(), to -> new ArrayList<>()).add(edge);
    }
    return into.getOrDefault(id, List.of());
  }

  /** Everything that was added. */
  Lineage whole(String root) {
    return lineage(root, inOrder, edges);
  }

  /** These, the first of which is the root, and the edges between them. */
  Lineage part(List<String> ids, List<Edge> between) {
    List<Node> some = new ArrayList<>(ids.size());
    for (String id : ids) {
      Node node = nodes.get(id);
      if (node != null) {
        some.add(node);
      }
    }
    return lineage(ids.get(0), some, between);
  }

  private Lineage lineage(String root, List<Node> all, List<Edge> between) {
    List<Finding> told = new ArrayList<>(findings.values());
    told.addAll(Cycles.in(between, named));
    return new Lineage(root, all, between, told, cut);
  }

  private boolean outside(String id) {
    Node node = nodes.get(id);
    return node != null && node.kind() == Kind.OUTSIDE;
  }
}
