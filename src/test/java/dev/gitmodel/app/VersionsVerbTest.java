package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Version;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table of versions shows, and what only where there is some. */
final class VersionsVerbTest {
  private static final String MANIFEST =
      "name: support-assistant\nsummary: 7B assistant fine-tuned on support tickets.\n";

  private Desk desk;

  @BeforeEach
  void publish(@TempDir Path folder) {
    desk = new Desk(folder).published(MANIFEST, "1.0.0", "1.1.0", "1.2.0");
    desk.type("metrics", "support-assistant@1.0.0", "f1=0.79");
    desk.type("metrics", "support-assistant@1.1.0", "f1=0.83");
    desk.type("metrics", "support-assistant@1.2.0", "f1=0.86");
    desk.type("alias", "support-assistant@1.2.0", "champion");
  }

  @Test
  void versionsAreATable() {
    String[] lines = desk.out("versions", "support-assistant", "--desc").split("\n");

    assertThat(lines[0]).startsWith("VERSION  STATUS   DESCRIPTION");
    assertThat(lines[1])
        .startsWith("1.2.0    release  7B assistant")
        .contains("champion", "sha256:");
    assertThat(lines).hasSize(4);
    assertThat(desk.out("versions", "support-assistant", "--sort", "f1"))
        .containsSubsequence("1.0.0", "1.1.0", "1.2.0")
        .contains("F1", "0.79");
    assertThat(desk.type("versions", "support-assistant", "--limit", "1").err())
        .isEqualTo("hint: 2 more: leave --limit out\n");
  }

  @Test
  void versionsHaveAColumnForRocAucWhereOneHasIt() {
    assertThat(desk.out("versions", "support-assistant").split("\n")[0]).doesNotContain("ROC AUC");
    desk.type("metrics", "support-assistant@1.0.0", "roc_auc=0.91");

    assertThat(desk.out("versions", "support-assistant"))
        .containsSubsequence("ROC AUC  CREATED", "0.91", "-");
    assertThat(desk.out("versions", "support-assistant", "--sort", "roc_auc"))
        .containsOnlyOnce("ROC AUC");
  }

  @Test
  void versionsHaveAColumnForEvaluationDatasetsWhereOneHasThem() {
    assertThat(desk.out("versions", "support-assistant").split("\n")[0])
        .doesNotContain("EVALUATED");
    desk.store.evaluate(
        Desk.ASSISTANT,
        Version.parse("1.1.0"),
        "- dataset: acme/held-out@1.0.0 sha256:" + "a".repeat(64) + "\n- dataset: acme/other\n");

    assertThat(desk.out("versions", "support-assistant"))
        .containsSubsequence(
            "TRAINED ON", "EVALUATED ON", "CREATED", "1.1.0", "acme/held-out@1.0.0, acme/other  ");
    assertThat(desk.out("versions", "support-assistant", "--json"))
        .containsSubsequence(
            "\"evaluation_datasets\": []", "\"acme/held-out@1.0.0\",", "\"acme/other\"");
  }
}
