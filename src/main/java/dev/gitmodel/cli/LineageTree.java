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
 * not inside each other, and what has a part of the tree already is not shown with it again. Of
 * versions that stand side by side none is shown below its parent, too, and a long run of versions
 * with nothing else to tell is one line.
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

  /** The lines that are left at one depth, and what all of them lead to but by descent. */
  private record Level(Strokes strokes, Iterator<LineageItem> items, Set<String> beside) {}

  void print(Output out) {
    out.line(lineage.root() + rest(lineage.root()), Style.BOLD);
    shown.add(lineage.root());
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(level("", lineage.root(), false, Set.of()));
    while (!levels.isEmpty()) {
      Level level = levels.element();
      if (!level.items().hasNext()) {
        levels.pop();
        continue;
      }
      LineageItem item = level.items().next();
      boolean last = !level.items().hasNext();
      Strokes drawn = level.strokes();
      out.line(last ? drawn.last : drawn.more, text(item));
      if (item.first() && !item.isRun()) {
        String indent = last ? drawn.belowLast : drawn.belowMore;
        levels.push(level(indent, item.id(), item.inLine(), level.beside()));
      }
    }
  }

  private Level level(String indent, String id, boolean inLine, Set<String> beside) {
    List<LineageItem> items = below(id, inLine, beside);
    Set<String> among = new HashSet<>();
    if (way == Way.DOWN) {
      for (LineageItem item : items) {
        if (item.edge().relation() != Relation.PARENT) {
          among.add(item.id());
        }
      }
    }
    return new Level(
        strokes.computeIfAbsent(indent, Strokes::new),
        LineageItem.folded(items, item -> isPlain(item, among)).iterator(),
        among);
  }

  private List<LineageItem> below(String id, boolean inLine, Set<String> beside) {
    List<LineageItem> items = new ArrayList<>();
    for (Edge edge : edges.getOrDefault(id, List.of())) {
      if (edge.relation() != Relation.PARENT) {
        items.add(item(edge, false));
      }
    }
    if (inLine) {
      return items;
    }
    List<Edge> parents = parents(id, beside);
    while (parents.size() == 1) {
      Edge edge = parents.get(0);
      parents = parents(end(edge), beside);
      LineageItem next = item(edge, parents.size() == 1);
      items.add(next);
      if (!next.first() || !next.inLine()) {
        return items;
      }
    }
    parents.forEach(edge -> items.add(item(edge, false)));
    return items;
  }

  private List<Edge> parents(String id, Set<String> beside) {
    List<Edge> parents = new ArrayList<>(2);
    for (Edge edge : edges.getOrDefault(id, List.of())) {
      if (edge.relation() == Relation.PARENT && !beside.contains(end(edge))) {
        parents.add(edge);
      }
    }
    return parents;
  }

  /** True for a version that has no part of its own to show. */
  private boolean isPlain(LineageItem item, Set<String> beside) {
    Node node = nodes.get(item.id());
    if (node == null || node.kind() != Kind.VERSION || lineage.cut().contains(item.id())) {
      return false;
    }
    if (item.first()) {
      for (Edge edge : edges.getOrDefault(item.id(), List.of())) {
        boolean elsewhere = item.inLine() || beside.contains(end(edge));
        if (edge.relation() != Relation.PARENT || !elsewhere) {
          return false;
        }
      }
    }
    return true;
  }

  private String end(Edge edge) {
    return way == Way.UP ? edge.to() : edge.from();
  }

  private LineageItem item(Edge edge, boolean inLine) {
    return LineageItem.of(edge, end(edge), shown.add(end(edge)), inLine);
  }

  private String text(LineageItem item) {
    Edge edge = item.edge();
    String relation =
        way == Way.UP ? LineageWords.of(edge.relation()) : LineageWords.back(edge.relation());
    StringBuilder text = new StringBuilder(LINE).append(relation).append(' ');
    // The id of a run or experiment begins with the word.
    text.setLength(item.id().startsWith(text.toString()) ? 0 : text.length());
    text.append(item.id());
    Node node = nodes.get(item.id());
    if (item.isRun()) {
      text.append(" … ").append(item.lastVersion()).append(GAP).append(item.count());
      text.append(" versions");
    } else if (node != null) {
      text.append(LineageWords.state(node));
      node.digest().ifPresent(digest -> text.append(GAP).append(digest.abbreviated()));
    }
    boolean missing = node != null && node.kind() == Kind.MISSING;
    String check = missing ? "not verified" : LineageWords.check(edge);
    if (!check.isEmpty()) {
      text.append(GAP).append(check);
    }
    if (node != null && node.kind() != Kind.VERSION && (item.first() || !missing)) {
      node.note().ifPresent(note -> text.append(missing ? ": " : GAP).append(note));
    }
    if (!item.first() && edges.containsKey(item.id())) {
      text.append("  (see above or below)");
    }
    return text.append(LineageWords.more(lineage, item.id())).toString().strip();
  }

  /** What the first line says behind the root's id. */
  private String rest(String root) {
    Node node = nodes.get(root);
    if (node == null) {
      return "";
    }
    Optional<String> more =
        node.kind() == Kind.VERSION ? node.digest().map(Digest::abbreviated) : node.note();
    return LineageWords.state(node) + more.map(text -> GAP + text).orElse("");
  }
}
