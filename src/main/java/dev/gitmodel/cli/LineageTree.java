package dev.gitmodel.cli;

import dev.gitmodel.model.Digest;
import dev.gitmodel.registry.Lineage;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.registry.Lineage.Way;
import java.nio.charset.StandardCharsets;
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
  private static final String GAP = "  ";
  // What a line has, and rarely more.
  private static final int LINE = 120;

  private final Lineage lineage;
  private final Way way;
  private final Map<String, Node> nodes;
  private final Map<String, List<Edge>> edges;
  private final Set<String> shown;
  private final Map<String, Strokes> strokes = new HashMap<>();

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

  /** What is drawn before the lines at one depth, and before those below. */
  private static final class Strokes {
    private final byte[] more;
    private final byte[] last;
    private final String belowMore;
    private final String belowLast;

    Strokes(String indent) {
      this.more = (indent + "├─ ").getBytes(StandardCharsets.UTF_8);
      this.last = (indent + "└─ ").getBytes(StandardCharsets.UTF_8);
      this.belowMore = indent + "│  ";
      this.belowLast = indent + "   ";
    }
  }

  /** The lines that are left at one depth. */
  private record Level(Strokes strokes, Iterator<Item> items) {}

  void print(Output out) {
    out.line(lineage.root() + digest(lineage.root()), Style.BOLD);
    shown.add(lineage.root());
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(level("", lineage.root(), false));
    while (!levels.isEmpty()) {
      Level level = levels.element();
      if (!level.items().hasNext()) {
        levels.pop();
        continue;
      }
      Item item = level.items().next();
      boolean last = !level.items().hasNext();
      Strokes drawn = level.strokes();
      out.line(last ? drawn.last : drawn.more, text(item));
      if (item.first()) {
        levels.push(level(last ? drawn.belowLast : drawn.belowMore, item.id(), item.inLine()));
      }
    }
  }

  private Level level(String indent, String id, boolean inLine) {
    return new Level(strokes.computeIfAbsent(indent, Strokes::new), below(id, inLine).iterator());
  }

  private List<Item> below(String id, boolean inLine) {
    List<Item> items = new ArrayList<>();
    for (Edge edge : edges.getOrDefault(id, List.of())) {
      if (edge.relation() != Relation.PARENT) {
        items.add(item(edge, false));
      }
    }
    if (inLine) {
      return items;
    }
    List<Edge> parents = parents(id);
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
    StringBuilder text = new StringBuilder(LINE).append(relation).append(' ');
    // The id of a run or experiment begins with the word.
    text.setLength(item.id().startsWith(text.toString()) ? 0 : text.length());
    text.append(item.id());
    Node node = nodes.get(item.id());
    if (node != null) {
      text.append(LineageWords.state(node));
      node.digest().ifPresent(digest -> text.append(GAP).append(digest.abbreviated()));
    }
    String check = LineageWords.check(edge);
    if (!check.isEmpty()) {
      text.append(GAP).append(check);
    }
    if (node != null && node.kind() != Kind.VERSION) {
      node.note().ifPresent(note -> text.append(GAP).append(note));
    }
    if (!item.first() && edges.containsKey(item.id())) {
      text.append("  (see above or below)");
    }
    return text.toString().strip();
  }

  private String digest(String id) {
    return Optional.ofNullable(nodes.get(id))
        .flatMap(Node::digest)
        .map(Digest::abbreviated)
        .map(digest -> GAP + digest)
        .orElse("");
  }
}
