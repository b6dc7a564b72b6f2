package dev.gitmodel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a version names as something it comes from or was judged on: in which field, in which words,
 * and the exact version and digest that it meant when it was published, where that was recorded
 * ({@code acme/tickets@2.1.0 sha256:...}).
 */
public record Source(Field field, String text, Optional<String> pinned) {
  /** Of their own class, because what is read from an index needs none. */
  private static final class Patterns {
    static final Pattern PINNED = Pattern.compile("\\S+ sha256:[0-9a-f]{64}");
    static final Pattern EVALUATED_ON =
        Pattern.compile(
            "(?m)^[\\s{-]*\"?dataset\"?\\s*:\\s*[\"']?([^\\s\"',}]+)(?: (sha256:[0-9a-f]{64}))?");
  }

  /** Where it is named. */
  public enum Field {
    BASE_MODEL,
    TRAINING_DATASET,
    EVALUATION_DATASET
  }

  /** What the manifest names, with what the commit's trailers recorded of it. */
  public static List<Source> of(Manifest manifest, Commit commit) {
    List<Source> sources = new ArrayList<>();
    manifest
        .text("base_model")
        .ifPresent(text -> sources.add(in(Field.BASE_MODEL, text, commit.trailer("Base-Model"))));
    manifest
        .trainingDataset()
        .ifPresent(
            text -> sources.add(in(Field.TRAINING_DATASET, text, commit.trailer("Dataset"))));
    return sources;
  }

  private static Source in(Field field, String text, Optional<String> trailer) {
    return new Source(field, text, trailer.filter(t -> Patterns.PINNED.matcher(t).matches()));
  }

  /** What evaluation reports name in their {@code dataset:} lines. */
  public static List<Source> ofEvaluations(String reports) {
    return Patterns.EVALUATED_ON
        .matcher(reports)
        .results()
        .map(
            found ->
                new Source(
                    Field.EVALUATION_DATASET,
                    found.group(1),
                    Optional.ofNullable(found.group(2)).map(d -> found.group(1) + " " + d)))
        .distinct()
        .toList();
  }
}
