package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.registry.Lineage.Check;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.store.Kin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The versions of a model and what is behind each, by what is kept of them. */
record Kinship(ModelName model, List<Kin> kin) {
  // Loops and no streams, here and below, because a lineage may have very many.

  /** True where behind the versions is nothing but versions. */
  boolean whole() {
    for (Kin one : kin) {
      for (int parent : one.parents()) {
        if (parent < 0 || parent >= kin.size()) {
          return false;
        }
      }
    }
    return true;
  }

  void addTo(LineageGraph graph) {
    String start = model + "@";
    List<String> ids = new ArrayList<>(kin.size());
    for (Kin one : kin) {
      ids.add(start + one.version());
    }
    for (int at = 0; at < kin.size(); at++) {
      Kin one = kin.get(at);
      graph.add(SourceTarget.node(ids.get(at), one.digest(), one.summary()));
      Relation relation = Relation.PARENT;
      for (int parent : one.parents()) {
        graph.add(edge(ids.get(at), relation, ids.get(parent), kin.get(parent).sound()));
        relation = Relation.MERGED;
      }
    }
  }

  private static Edge edge(String from, Relation relation, String to, boolean sound) {
    return sound
        ? new Edge(from, relation, to, Check.VERIFIED, Optional.empty())
        : new Edge(from, relation, to, Check.UNVERIFIED, Optional.of(SourceTarget.BROKEN));
  }
}
