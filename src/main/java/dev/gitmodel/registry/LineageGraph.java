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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lineage in the making: each thing once, each model looked at once. */
final class LineageGraph {
  private final ModelStore store;
  private final Map<ModelName, Snapshot> looked = new HashMap<>();
  private final Map<String, Vertex> vertices = new HashMap<>();
  private final List<Node> inOrder = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Set<String> cut = new LinkedHashSet<>();
  private final Map<Said, SourceTarget> targets = new HashMap<>();
  private boolean mayCircle;

  /** One place of the graph, by which it is walked: looking ids up again takes longer. */
  static final class Vertex {
    private final String id;
    private final List<Inbound> into = new ArrayList<>(2);
    private @Nullable Node node;
    private @Nullable ModelName model;
    private @Nullable Object mark;
    private boolean named;
    private boolean hasSources;
    private boolean reached;

    private Vertex(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    /** The edges that lead to it. */
    List<Inbound> into() {
      return into;
    }

    /** True the first time; it is of that model where it was not told of which. */
    boolean reach(ModelName unlessTold) {
      boolean first = !reached;
      reached = true;
      model = model == null ? unlessTold : model;
      return first;
    }

    void tell(ModelName of) {
      model = of;
    }

    /** Of which model it is; asked only of what was reached. */
    ModelName model() {
      return Objects.requireNonNull(model);
    }

    /** False the first time that it is asked for the same. */
    boolean isMarkedFor(Object wanted) {
      boolean marked = mark == wanted;
      mark = wanted;
      return marked;
    }
  }

  /** An edge, and where it leads from. */
  record Inbound(Edge edge, Vertex from) {}

  /** Which thing is meant depends on who says it and in which words, and on nothing else. */
  record Said(Optional<String> namespace, String text, Optional<String> pinned) {
    static Said of(ModelName from, Source source) {
      return new Said(from.namespace(), source.text(), source.pinned());
    }

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
    Said said = Said.of(from, source);
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

  /** The place of a thing, which need not have been added. */
  Vertex vertex(String id) {
    Vertex vertex = vertices.get(id);
    if (vertex == null) {
      vertex = new Vertex(id);
      vertices.put(id, vertex);
    }
    return vertex;
  }

  /** True where it was not there yet. */
  boolean add(Node node) {
    return add(node, vertex(node.id()));
  }

  /** The same, at its place. */
  boolean add(Node node, Vertex at) {
    boolean fresh = at.node == null;
    if (fresh) {
      at.node = node;
      inOrder.add(node);
    }
    return fresh;
  }

  /** Adds what is not there; what is outside is added before an edge to it. */
  void add(Edge edge) {
    add(edge, vertex(edge.from()), vertex(edge.to()));
  }

  /** The same, between the places of its ends. */
  void add(Edge edge, Vertex from, Vertex to) {
    if (isThere(edge, from, to)) {
      return;
    }
    edges.add(edge);
    to.into.add(new Inbound(edge, from));
    from.hasSources = true;
    to.named |=
        Cycles.needs(edge.relation()) && (to.node == null || to.node.kind() != Kind.OUTSIDE);
    mayCircle |= from.named || (to.named && to.hasSources);
  }

  /** Those from a thing are added one behind the other, so that none is far from the end. */
  private static boolean isThere(Edge edge, Vertex from, Vertex to) {
    for (int i = to.into.size() - 1; i >= 0 && to.into.get(i).from() == from; i--) {
      if (to.into.get(i).edge().equals(edge)) {
        return true;
      }
    }
    return false;
  }

  /** Each matter of a thing once, whoever found it. */
  void add(Finding finding) {
    findings.putIfAbsent(finding.subject() + '\0' + finding.matter(), finding);
  }

  /** The thing goes on, and the walk does not. */
  void cut(String id) {
    cut.add(id);
  }

  /** Everything that was added. */
  Lineage whole(String root) {
    return lineage(root, inOrder, edges, mayCircle);
  }

  /** These, the first of which is the root, and the edges between them. */
  Lineage part(List<Vertex> places, List<Inbound> inbound) {
    List<Edge> between = new ArrayList<>(inbound.size());
    boolean circle = false;
    for (Inbound one : inbound) {
      between.add(one.edge());
      circle |= one.from().named;
    }
    List<Node> some = new ArrayList<>(places.size());
    for (Vertex place : places) {
      if (place.node != null) {
        some.add(place.node);
      }
    }
    return lineage(places.get(0).id, some, between, circle);
  }

  private Lineage lineage(String root, List<Node> all, List<Edge> between, boolean circle) {
    List<Finding> told = new ArrayList<>(findings.values());
    if (circle) {
      told.addAll(Cycles.in(between));
    }
    return new Lineage(root, all, between, told, cut);
  }
}
