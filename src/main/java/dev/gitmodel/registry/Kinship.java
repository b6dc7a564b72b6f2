package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.registry.Lineage.Check;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.registry.LineageGraph.Vertex;
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
    List<Vertex> places = new ArrayList<>(kin.size());
    for (Kin one : kin) {
      places.add(graph.vertex(start + one.version()));
    }
    Optional<String> said = Optional.empty();
    Optional<String> note = said;
    for (int at = 0; at < kin.size(); at++) {
      Kin one = kin.get(at);
      Vertex place = places.get(at);
      // Most versions of a model say the same.
      if (!one.summary().equals(said)) {
        said = one.summary();
        note = said.map(Event::line);
      }
      graph.add(new Node(place.id(), Kind.VERSION, Optional.of(one.digest()), note), place);
      Relation relation = Relation.PARENT;
      for (int parent : one.parents()) {
        Vertex behind = places.get(parent);
        Edge edge = edge(place.id(), relation, behind.id(), kin.get(parent).sound());
        graph.add(edge, place, behind);
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
