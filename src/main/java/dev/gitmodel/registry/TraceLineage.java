package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.registry.Lineage.Way;
import dev.gitmodel.registry.LineageGraph.Inbound;
import dev.gitmodel.registry.LineageGraph.Said;
import dev.gitmodel.registry.LineageGraph.Vertex;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.Link;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a version comes from, or what comes from it, across models. Upwards it reads the versions on
 * the way. Downwards the catalogue says which versions name which model, from an index that is kept
 * by the state of each model's refs; only models that have a descendant are opened.
 */
public final class TraceLineage {
  private final ModelStore store;
  private final Catalogue catalogue;

  /** {@code catalogue} is of the models in {@code store}. */
  public TraceLineage(ModelStore store, Catalogue catalogue) {
    this.store = store;
    this.catalogue = catalogue;
  }

  /** Of which version, which way, and at most how many edges away from it. */
  public record Request(Reference reference, Way way, OptionalInt depth) {
    public Request {
      if (depth.isPresent() && depth.getAsInt() < 1) {
        throw RegistryException.invalid(
            "a depth of " + depth.getAsInt() + " leads nowhere", "give a depth of 1 or more");
      }
    }

    /** However far. */
    public Request(Reference reference, Way way) {
      this(reference, way, OptionalInt.empty());
    }

    private int furthest() {
      return depth.orElse(Integer.MAX_VALUE);
    }
  }

  /** NOT_FOUND where the reference means nothing; whatever else is missing is told. */
  public Lineage apply(Request request) {
    LineageGraph graph = new LineageGraph(store);
    Snapshot now = graph.look(request.reference().model());
    Optional<Tombstone> gone = tombstone(now, request.reference().selector());
    if (gone.isPresent()) {
      return ofDeleted(gone.get(), request, graph);
    }
    VersionOrigin root = graph.origin(now, Resolver.resolve(now, request.reference().selector()));
    String id = root.identity().toString();
    if (request.way() == Way.UP) {
      new Ancestors(graph, request.furthest()).all(root);
      return graph.whole(id);
    }
    return new Descendants(graph, catalogue.links(), request.furthest())
        .of(id, root.identity().model());
  }

  private static Optional<Tombstone> tombstone(Snapshot now, Selector selector) {
    return selector instanceof Selector.ByVersion by && !now.versions().contains(by.version())
        ? now.tombstone(by.version())
        : Optional.empty();
  }

  private Lineage ofDeleted(Tombstone gone, Request request, LineageGraph graph) {
    Reference deleted = request.reference();
    Node node = SourceTarget.deleted(deleted, gone).node();
    if (request.way() == Way.UP) {
      Snapshot then = before(deleted, gone, graph);
      new Ancestors(graph, request.furthest()).all(node, graph.origin(then, gone.version()), then);
      return graph.whole(node.id());
    }
    graph.add(node);
    return new Descendants(graph, catalogue.links(), request.furthest())
        .of(deleted.toString(), deleted.model());
  }

  /** The state in which it was there last; NOT_FOUND where it was there for no second. */
  private Snapshot before(Reference deleted, Tombstone gone, LineageGraph graph) {
    Optional<Snapshot> then = earlier(deleted.model(), gone.at().minusSeconds(1));
    Snapshot kept =
        then.filter(state -> state.versions().contains(gone.version()))
            .orElseThrow(
                () ->
                    RegistryException.notFound(
                        deleted.model() + " " + Tombstones.sentence(gone),
                        "what was derived from it: git model lineage " + deleted + " --down"));
    try {
      kept.version(gone.version());
    } catch (RegistryException collected) {
      // What the log has of it is less, and that is to be told.
      graph.add(new Finding(deleted.toString(), collected.text(), collected.hint()));
    }
    return new Past(kept, graph.look(deleted.model()).versions());
  }

  private Optional<Snapshot> earlier(ModelName model, Instant at) {
    try {
      return Optional.of(store.lookAt(model, at));
    } catch (RegistryException e) {
      if (e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** The way down: every edge into a model is known before a version of it is left. */
  private static final class Descendants {
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
}
