package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.registry.LineageGraph.Inbound;
import dev.gitmodel.registry.LineageGraph.Said;
import dev.gitmodel.registry.LineageGraph.Vertex;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What comes from a version: every edge into a model is known before a version of it is left. */
final class Descendants {
  private final LineageGraph graph;
  private final Catalogue.Links links;
  private final Map<ModelName, List<Link>> naming = new HashMap<>();
  private final Set<ModelName> known = new HashSet<>();
  private final int depth;

  Descendants(LineageGraph graph, Catalogue.Links links, int depth) {
    this.graph = graph;
    this.depth = depth;
    this.links = links;
    links.unreadable().forEach(graph::add);
    Map<Said, Set<ModelName>> meant = new HashMap<>();
    for (Link link : links.links()) {
      meant
          .computeIfAbsent(
              Said.of(link.model(), link.source()),
              said -> SourceTarget.candidates(link.model(), link.source()))
          .forEach(model -> naming.computeIfAbsent(model, m -> new ArrayList<>()).add(link));
    }
  }

  Lineage of(String start, ModelName startsIn) {
    Vertex root = graph.vertex(start);
    root.reach(startsIn);
    List<Vertex> places = new ArrayList<>(List.of(root));
    List<Inbound> reached = new ArrayList<>();
    int distance = 0;
    // Where those that are one edge further away begin.
    int further = places.size();
    for (int i = 0; i < places.size(); i++) {
      if (i == further) {
        distance++;
        further = places.size();
      }
      Vertex place = places.get(i);
      learn(place.model());
      if (distance >= depth) {
        if (!place.into().isEmpty()) {
          graph.cut(place.id());
        }
        continue;
      }
      for (Inbound inbound : once(place.into())) {
        reached.add(inbound);
        if (inbound.from().reach(place.model())) {
          places.add(inbound.from());
        }
      }
    }
    return graph.part(places, reached);
  }

  /** Each edge once; where no thing leads there twice, which is nearly always, no set is made. */
  private static List<Inbound> once(List<Inbound> into) {
    boolean twice = false;
    for (Inbound inbound : into) {
      twice |= inbound.from().isMarkedFor(into);
    }
    if (!twice) {
      return into;
    }
    List<Inbound> once = new ArrayList<>();
    Set<Edge> seen = new HashSet<>();
    for (Inbound inbound : into) {
      if (seen.add(inbound.edge())) {
        once.add(inbound);
      }
    }
    return once;
  }

  private void learn(ModelName model) {
    if (known.add(model)) {
      try {
        history(model);
      } catch (RegistryException e) {
        graph.add(new Finding(model.toString(), e.text(), e.hint()));
      }
      naming.getOrDefault(model, List.of()).forEach(link -> add(link, model));
    }
  }

  /** From what is kept of the versions where no other commit is behind them. */
  private void history(ModelName model) {
    Optional<Kinship> kinship = links.kin().apply(model).map(kin -> new Kinship(model, kin));
    if (kinship.filter(Kinship::whole).isPresent()) {
      kinship.get().addTo(graph);
    } else {
      new Ancestors(graph, Integer.MAX_VALUE).history(model);
    }
  }

  private void add(Link link, ModelName model) {
    SourceTarget target = graph.target(link.model(), link.source());
    if (!target.isOf(model)) {
      return;
    }
    if (target.version().isEmpty()) {
      graph.add(target.node());
    }
    Relation relation = Relation.valueOf(link.source().field().name());
    Vertex to = graph.vertex(target.node().id());
    String start = link.model() + "@";
    for (Version version : link.versions()) {
      Vertex from = graph.vertex(start + version);
      from.tell(link.model());
      graph.add(new Edge(from.id(), relation, to.id(), target.check(), target.why()), from, to);
    }
  }
}
