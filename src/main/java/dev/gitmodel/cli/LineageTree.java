package dev.gitmodel.cli;

import dev.gitmodel.model.Digest;
import dev.gitmodel.registry.Lineage;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.registry.Lineage.Way;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A lineage as a tree for a terminal. The versions of a straight line stand below each other and
 * not inside each other, and what has a part of the tree already is not shown with it again.
 */
final class LineageTree {
  private final Lineage lineage;
  private final Way way;
  private final Map<String, Node> nodes;
  private final Map<String, List<Edge>> edges;
  private final Set<String> shown;

  LineageTree(Lineage lineage, Way way) {
    this.lineage = lineage;
    this.way = way;
    // As large as they get, because a lineage may be of very many.
    int room = 2 * lineage.nodes().size();
    this.nodes = new HashMap<>(room);
    this.edges = new HashMap<>(room);
    this.shown = new HashSet<>(room);
    lineage.nodes().forEach(node -> nodes.put(node.id(), node));
    lineage
        .edges()
        .forEach(
            e ->
                edges
                    .computeIfAbsent(way == Way.UP ? e.from() : e.to(), id -> new ArrayList<>())
                    .add(e));
  }

  /** A line of the tree: {@code first} where its part follows, {@code inLine} without parents. */
  private record Item(Edge edge, String id, boolean first, boolean inLine) {}

  /** The lines that are left at one depth. */
  private record Level(String indent, Iterator<Item> items) {}

  void print(Output out) {
    out.line(lineage.root() + digest(lineage.root()), Style.BOLD);
    shown.add(lineage.root());
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level("", below(lineage.root(), false).iterator()));
    while (!levels.isEmpty()) {
      Level level = levels.element();
      if (!level.items().hasNext()) {
        levels.pop();
        continue;
      }
      Item item = level.items().next();
      boolean last = !level.items().hasNext();
      out.line(level.indent() + (last ? "└─ " : "├─ "), text(item));
      if (item.first()) {
        String indent = level.indent() + (last ? "   " : "│  ");
        levels.push(new Level(indent, below(item.id(), item.inLine()).iterator()));
      }
    }
  }

  private List<Item> below(String id, boolean inLine) {
    List<Item> items = new ArrayList<>();
    List<Edge> parents = parents(id);
    for (Edge edge : edges.getOrDefault(id, List.of())) {
      if (edge.relation() != Relation.PARENT) {
        items.add(item(edge, false));
      }
    }
    if (inLine) {
      return items;
    }
    while (parents.size() == 1) {
      Edge edge = parents.get(0);
      parents = parents(end(edge));
      Item next = item(edge, parents.size() == 1);
      items.add(next);
      if (!next.first() || !next.inLine()) {
        return items;
      }
    }
    parents.forEach(edge -> items.add(item(edge, false)));
    return items;
  }

  private List<Edge> parents(String id) {
    List<Edge> parents = new ArrayList<>(2);
    for (Edge edge : edges.getOrDefault(id, List.of())) {
      if (edge.relation() == Relation.PARENT) {
        parents.add(edge);
      }
    }
    return parents;
  }

  private String end(Edge edge) {
    return way == Way.UP ? edge.to() : edge.from();
  }

  private Item item(Edge edge, boolean inLine) {
    return new Item(edge, end(edge), shown.add(end(edge)), inLine);
  }

  private String text(Item item) {
    Edge edge = item.edge();
    String relation =
        way == Way.UP ? LineageWords.of(edge.relation()) : LineageWords.back(edge.relation());
    // The id of a run or experiment begins with the word.
    String lead = item.id().startsWith(relation + " ") ? "" : relation + " ";
    StringBuilder text = new StringBuilder(lead).append(item.id());
    Optional<Node> node = Optional.ofNullable(nodes.get(item.id()));
    node.ifPresent(n -> text.append(LineageWords.state(n)));
    text.append(digest(item.id()));
    String check = LineageWords.check(edge);
    text.append(check.isEmpty() ? "" : "  " + check);
    node.filter(n -> n.kind() != Kind.VERSION)
        .flatMap(Node::note)
        .ifPresent(note -> text.append("  ").append(note));
    boolean more = edges.containsKey(item.id());
    return text.append(item.first() || !more ? "" : "  (see above or below)").toString().strip();
  }

  private String digest(String id) {
    return Optional.ofNullable(nodes.get(id))
        .flatMap(Node::digest)
        .map(Digest::abbreviated)
        .map(digest -> "  " + digest)
        .orElse("");
  }
}
