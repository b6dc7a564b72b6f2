package dev.gitmodel.registry;

import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Care.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a version comes from, or what comes from it: things, and edges from each to what it comes
 * from. Every node but the root is an end of an edge. {@code cut} are the ids of those that go on
 * where the walk was not to go any further.
 */
public record Lineage(
    String root, List<Node> nodes, List<Edge> edges, List<Finding> findings, Set<String> cut) {
  public Lineage {
    // Not List.copyOf, which goes through very many one by one.
    nodes = Collections.unmodifiableList(new ArrayList<>(nodes));
    edges = Collections.unmodifiableList(new ArrayList<>(edges));
    findings = List.copyOf(findings);
    cut = Collections.unmodifiableSet(new LinkedHashSet<>(cut));
  }

  /** True where something could not be read or found, or where the edges go in a circle. */
  public boolean partial() {
    return !findings.isEmpty();
  }

  /** Which way to look. */
  public enum Way {
    UP,
    DOWN
  }

  /** What a node is. */
  public enum Kind {
    VERSION,
    /** A version that was deleted. */
    TOMBSTONE,
    /** A commit that is no version. */
    COMMIT,
    /** An id that the registry knows nothing of. */
    OUTSIDE,
    /** Something of the registry that is not there or can't be read. */
    MISSING,
    CODE,
    EXPERIMENT,
    RUN
  }

  /** How one thing comes from another. */
  public enum Relation {
    PARENT,
    MERGED,
    BASE_MODEL,
    TRAINING_DATASET,
    EVALUATION_DATASET,
    CODE,
    EXPERIMENT,
    RUN
  }

  /** Whether an edge into the registry holds; {@code NONE} where there is nothing to check. */
  public enum Check {
    VERIFIED,
    UNVERIFIED,
    NONE
  }

  /** A thing; a version's id is {@code name@version}, {@code note} is what else is to be said. */
  public record Node(String id, Kind kind, Optional<Digest> digest, Optional<String> note) {
    // By hand, here and in Edge: the compiler's own are slow until they are compiled.
    @Override
    public boolean equals(Object other) {
      return other instanceof Node that
          && id.equals(that.id)
          && kind == that.kind
          && digest.equals(that.digest)
          && note.equals(that.note);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  /** {@code from} comes from {@code to}; {@code why} says why it is not verified. */
  public record Edge(String from, Relation relation, String to, Check check, Optional<String> why) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Edge that
          && from.equals(that.from)
          && to.equals(that.to)
          && relation == that.relation
          && check == that.check
          && why.equals(that.why);
    }

    @Override
    public int hashCode() {
      return 31 * from.hashCode() + to.hashCode();
    }
  }
}
