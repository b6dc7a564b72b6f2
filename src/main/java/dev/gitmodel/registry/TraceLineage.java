package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Way;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.VersionOrigin;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

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
}
