package dev.gitmodel.registry;

import dev.gitmodel.model.Commit;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A lineage in the making: each thing once, each model looked at once. */
final class LineageGraph {
  private final ModelStore store;
  private final Map<ModelName, Snapshot> looked = new HashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Set<Edge>> up = new LinkedHashMap<>();
  private final Map<String, Set<Edge>> down = new HashMap<>();
  private final Set<Finding> findings = new LinkedHashSet<>();

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

  boolean exists(ModelName model) {
    return looked.containsKey(model) || store.exists(model);
  }

  /** True where it was not there yet. */
  boolean add(Node node) {
    return nodes.putIfAbsent(node.id(), node) == null;
  }

  void add(Edge edge) {
    up.computeIfAbsent(edge.from(), id -> new LinkedHashSet<>()).add(edge);
    down.computeIfAbsent(edge.to(), id -> new LinkedHashSet<>()).add(edge);
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  Set<Edge> into(String id) {
    return down.getOrDefault(id, Set.of());
  }

  /** Everything that was added. */
  Lineage whole(String root) {
    List<Edge> edges = new ArrayList<>();
    up.values().forEach(edges::addAll);
    return lineage(root, List.copyOf(nodes.values()), edges);
  }

  /** These edges and their ends. */
  Lineage part(String root, Set<Edge> edges) {
    Set<Node> ends = new LinkedHashSet<>();
    node(root, ends);
    for (Edge edge : edges) {
      node(edge.to(), ends);
      node(edge.from(), ends);
    }
    return lineage(root, List.copyOf(ends), List.copyOf(edges));
  }

  private void node(String id, Set<Node> into) {
    Node node = nodes.get(id);
    if (node != null) {
      into.add(node);
    }
  }

  private Lineage lineage(String root, List<Node> all, List<Edge> edges) {
    List<Finding> told = new ArrayList<>(findings);
    told.addAll(Cycles.in(edges));
    return new Lineage(root, all, edges, told);
  }
}
