package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Source.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceTest {
  private static final String SHA = "sha256:" + "a".repeat(64);

  @Test
  void aManifestNamesItsBaseAndItsDatasetAndTheCommitWhatTheyWere() {
    Manifest manifest =
        new Manifest(
            Map.of("base_model", "org/Base", "training", Map.of("dataset", "acme/tickets@latest")));
    Commit commit =
        new Commit(
            Revision.NONE,
            List.of(),
            "s\n\nBase-Model: org/Base\nDataset: acme/tickets@2.1.0 " + SHA + "\n");
    assertThat(Source.of(manifest, commit))
        .containsExactly(
            new Source(Field.BASE_MODEL, "org/Base", Optional.empty()),
            new Source(
                Field.TRAINING_DATASET,
                "acme/tickets@latest",
                Optional.of("acme/tickets@2.1.0 " + SHA)));
    assertThat(Source.of(Manifest.EMPTY, commit)).isEmpty();
  }

  @Test
  void evaluationReportsNameTheirDatasets() {
    String reports =
        "- dataset: acme/eval@1.0.0 "
            + SHA
            + "\n  f1: 0.8\n  dataset: acme/eval@1.0.0 "
            + SHA
            + "\n{\"dataset\": \"acme/more@2.0.0\", \"f1\": 1}\nnot a dataset: x\n";
    assertThat(Source.ofEvaluations(reports))
        .containsExactly(
            new Source(
                Field.EVALUATION_DATASET, "acme/eval@1.0.0", Optional.of("acme/eval@1.0.0 " + SHA)),
            new Source(Field.EVALUATION_DATASET, "acme/more@2.0.0", Optional.empty()));
  }
}
