package dev.gitmodel.registry;

import dev.gitmodel.query.Field.Kind;
import dev.gitmodel.query.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The fields that a filter over models may ask for. */
public final class ModelFields {
  /** Any metric's name may stand behind it. */
  static final String METRICS = "metrics.";

  /** Aliases of the version that is judged. */
  static final String ALIAS = "alias";

  /** Fields that are no field of {@code model.yaml}, or mean more than there. */
  static final Map<String, Kind> OWN =
      Map.ofEntries(
          Map.entry("name", Kind.ANY),
          Map.entry("namespace", Kind.ANY),
          Map.entry("version", Kind.VERSION),
          Map.entry("versions", Kind.COUNT),
          Map.entry(ALIAS, Kind.ANY),
          Map.entry("aliases", Kind.ANY),
          Map.entry("created", Kind.TIME),
          Map.entry("updated", Kind.TIME),
          Map.entry("by", Kind.ANY),
          Map.entry("size", Kind.SIZE),
          Map.entry("description", Kind.ANY),
          Map.entry("kind", Kind.ANY));

  /** Fields of {@code model.yaml} by their paths; what any key may stand below ends in a dot. */
  static final Set<String> MANIFEST =
      Set.of(
          "summary",
          "framework",
          "task",
          "architecture",
          "base_model",
          "license",
          "language",
          "tags",
          "files",
          "experiment",
          "training",
          "training.dataset",
          "training.template",
          "training.hyperparameters",
          "training.hyperparameters.",
          "training.code",
          "training.code.repository",
          "training.code.commit",
          "training.command",
          "training.outputs",
          "training.metrics",
          "evaluation",
          "evaluation.command",
          "evaluation.concepts",
          "inference",
          "inference.command",
          "inference.batch_size",
          "inference.max_concepts",
          "inference.min_value",
          "inference.select_concepts",
          "metadata",
          "metadata.");

  /** All of them, and the short words for some. */
  public static final Vocabulary VOCABULARY = vocabulary();

  private ModelFields() {}

  private static Vocabulary vocabulary() {
    Map<String, Kind> known = new HashMap<>(OWN);
    for (String path : MANIFEST) {
      if (!path.endsWith(".")) {
        known.put(path, Kind.ANY);
      }
    }
    return new Vocabulary(
        known,
        Set.of(METRICS, "training.hyperparameters.", "metadata."),
        Map.of(
            "tag", "tags",
            "dataset", "training.dataset",
            "hyperparameters.", "training.hyperparameters."));
  }
}
