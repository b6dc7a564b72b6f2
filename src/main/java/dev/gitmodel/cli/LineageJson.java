package dev.gitmodel.cli;

import dev.gitmodel.registry.Lineage;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Set;

/** A lineage in its documented JSON shape. */
record LineageJson(
    String root,
    boolean partial,
    List<Lineage.Node> nodes,
    List<Lineage.Edge> edges,
    List<Finding> findings,
    Set<String> cut) {
  static LineageJson of(Lineage lineage) {
    return new LineageJson(
        lineage.root(),
        lineage.partial(),
        lineage.nodes(),
        lineage.edges(),
        lineage.findings(),
        lineage.cut());
  }
}
