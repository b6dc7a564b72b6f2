package dev.gitmodel.cli;

import dev.gitmodel.registry.Lineage;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Node;
import dev.gitmodel.registry.Lineage.Relation;

/** The words for what comes from what, the same in every format for people. */
final class LineageWords {
  private LineageWords() {}

  static String of(Relation relation) {
    return switch (relation) {
      case PARENT -> "parent";
      case MERGED -> "merged";
      case BASE_MODEL -> "base model";
      case TRAINING_DATASET -> "training dataset";
      case EVALUATION_DATASET -> "evaluation dataset";
      case CODE -> "code";
      case EXPERIMENT -> "experiment";
      case RUN -> "run";
    };
  }

  /** The same read the other way. */
  static String back(Relation relation) {
    return relation == Relation.MERGED ? "merged into" : of(relation) + " of";
  }

  /** What a node is where it is not simply there. */
  static String state(Node node) {
    return switch (node.kind()) {
      case TOMBSTONE -> " (deleted)";
      case MISSING -> " (missing)";
      case COMMIT -> " (commit)";
      case OUTSIDE -> " (outside)";
      case VERSION, CODE, EXPERIMENT, RUN -> "";
    };
  }

  /** What stands behind one that goes on where a depth cut; empty for any other. */
  static String more(Lineage lineage, String id) {
    return lineage.cut().contains(id) ? " …" : "";
  }

  /** What a check found. */
  static String check(Edge edge) {
    return switch (edge.check()) {
      case VERIFIED -> "verified";
      case UNVERIFIED -> "not verified" + edge.why().map(why -> ": " + why).orElse("");
      case NONE -> "";
    };
  }
}
