package dev.gitmodel.registry;

import static dev.gitmodel.registry.LineageFamily.edges;
import static dev.gitmodel.registry.LineageFamily.kind;
import static dev.gitmodel.registry.LineageFamily.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Way;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing, can't be read or goes in a circle is named, and the rest is given. */
class DamagedLineageTest {
  @TempDir Path folder;
  private final LineageFamily family = new LineageFamily();

  @Test
  void aCircleAndAMissingAncestorAreNamedAndTheRestIsGiven() {
    family.publish("acme/a", "1.0.0", "base_model: acme/b@1.0.0\n");
    family.publish("acme/b", "1.0.0", "base_model: acme/a@1.0.0\n" + training("acme/gone@1.0.0"));

    Lineage up = family.lineage("acme/a", Way.UP);

    assertThat(up.partial()).isTrue();
    assertThat(up.findings())
        .extracting(Finding::matter)
        .anySatisfy(text -> assertThat(text).startsWith("comes from itself: acme/"))
        .contains("is not in the registry");
    assertThat(kind(up, "acme/gone@1.0.0")).isEqualTo(Kind.MISSING);
    assertThat(edges(up)).contains("acme/b@1.0.0 RUN run r1.0.0 of acme/b NONE");
    assertThat(edges(family.lineage("acme/a", Way.DOWN))).hasSize(2);
  }

  @Test
  void aModelThatCannotBeReadIsNamedAndTheOthersAreGiven() {
    family.publish("acme/tickets", "1.0.0", "kind: dataset\n");
    family.publish("acme/broken", "1.0.0", "");
    family.publish(
        "acme/iris", "1.0.0", "base_model: acme/broken@1.0.0\n" + training("acme/tickets"));
    family.desk.store.tamper(
        ModelName.parse("acme/broken"), "refs/tags/v1.0.0", new Revision("1".repeat(40)));

    Lineage up = family.lineage("acme/iris", Way.UP);
    assertThat(kind(up, "acme/broken@1.0.0")).isEqualTo(Kind.MISSING);
    assertThat(edges(up)).anyMatch(e -> e.contains("TRAINING_DATASET acme/tickets@1.0.0 VERIFIED"));
    Lineage down = family.lineage("acme/tickets", Way.DOWN);
    assertThat(down.findings()).extracting(Finding::subject).containsExactly("acme/broken");
    assertThat(edges(down)).hasSize(1);
  }

  @Test
  void aParentThatCannotBeReadIsNamedOnce() throws IOException, InterruptedException {
    ModelStore store = Unreadable.manifest(folder, "1.1.0", "1.0.0", "1.1.0", "1.2.0");
    try {
      Lineage up = LineageFamily.lineage(store, "acme/iris@1.2.0", Way.UP);
      assertThat(edges(up)).containsExactly("acme/iris@1.2.0 PARENT acme/iris@1.1.0 NONE");
      assertThat(kind(up, "acme/iris@1.1.0")).isEqualTo(Kind.MISSING);
      assertThat(up.findings()).extracting(Finding::subject).containsExactly("acme/iris");
    } finally {
      Stores.close(store);
    }
  }
}
