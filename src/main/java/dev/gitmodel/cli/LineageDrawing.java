package dev.gitmodel.cli;

import dev.gitmodel.registry.Lineage;
import dev.gitmodel.registry.Lineage.Check;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A lineage for Mermaid and for Graphviz; an edge that is not verified is dashed. */
final class LineageDrawing {
  private LineageDrawing() {}

  static List<String> mermaid(Lineage lineage) {
    List<String> lines = new ArrayList<>(List.of("flowchart LR"));
    Map<String, String> names = new HashMap<>();
    for (Node node : lineage.nodes()) {
      names.put(node.id(), "n" + names.size());
      lines.add("  " + names.get(node.id()) + "[\"" + entities(label(lineage, node)) + "\"]");
    }
    for (Edge edge : lineage.edges()) {
      String words = "|" + LineageWords.of(edge.relation()) + "| ";
      String arrow = edge.check() == Check.UNVERIFIED ? " -.->" : " -->";
      lines.add("  " + names.get(edge.from()) + arrow + words + names.get(edge.to()));
    }
    return lines;
  }

  static List<String> dot(Lineage lineage) {
    List<String> lines = new ArrayList<>(List.of("digraph lineage {", "  rankdir=LR;"));
    for (Node node : lineage.nodes()) {
      lines.add("  " + quoted(node.id()) + " [label=" + quoted(label(lineage, node)) + "];");
    }
    for (Edge edge : lineage.edges()) {
      String style = edge.check() == Check.UNVERIFIED ? ", style=dashed" : "";
      lines.add(
          "  "
              + quoted(edge.from())
              + " -> "
              + quoted(edge.to())
              + " [label="
              + quoted(LineageWords.of(edge.relation()))
              + style
              + "];");
    }
    lines.add("}");
    return lines;
  }

  private static String label(Lineage lineage, Node node) {
    return node.id() + LineageWords.state(node) + LineageWords.more(lineage, node.id());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace('\n', ' ') + '"';
  }

  /** Mermaid has no escapes but entities, and reads Markdown in a label. */
  private static String entities(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || " @/.:+-_(),".indexOf(c) >= 0) {
                safe.appendCodePoint(c);
              } else {
                safe.append('#').append(c).append(';');
              }
            });
    return safe.toString();
  }
}
