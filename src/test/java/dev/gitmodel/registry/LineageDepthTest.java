package dev.gitmodel.registry;

import static dev.gitmodel.registry.LineageFamily.edges;
import static dev.gitmodel.registry.LineageFamily.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Lineage.Way;
import org.junit.jupiter.api.Test;

/** A depth bounds how far a lineage goes, and marks where it would go on. */
class LineageDepthTest {
  private final LineageFamily family = new LineageFamily();

  @Test
  void aDepthBoundsTheWalkUpAndWhatGoesOnIsMarked() {
    family.publish("acme/base", "1.0.0", "base_model: org/Outside-7B\n");
    family.publish("acme/iris", "1.0.0", "");
    family.publish("acme/iris", "1.1.0", "base_model: acme/base@1.0.0\n");
    family.publish("acme/iris", "1.2.0", "");

    Lineage one = family.lineage("acme/iris@1.2.0", Way.UP, 1);
    assertThat(edges(one))
        .containsExactlyInAnyOrder(
            "acme/iris@1.2.0 PARENT acme/iris@1.1.0 VERIFIED",
            "acme/iris@1.2.0 RUN run r1.2.0 of acme/iris NONE");
    assertThat(one.cut()).containsExactly("acme/iris@1.1.0");
    Lineage two = family.lineage("acme/iris@1.2.0", Way.UP, 2);
    assertThat(edges(two))
        .contains("acme/iris@1.1.0 BASE_MODEL acme/base@1.0.0 VERIFIED")
        .noneMatch(edge -> edge.startsWith("acme/base"));
    assertThat(two.cut()).containsExactlyInAnyOrder("acme/iris@1.0.0", "acme/base@1.0.0");
    assertThat(two.partial()).isFalse();
    assertThat(family.lineage("acme/iris@1.2.0", Way.UP, 3))
        .isEqualTo(family.lineage("acme/iris@1.2.0", Way.UP));
  }

  @Test
  void aDepthBoundsTheWalkDownToo() {
    family.publish("acme/tickets", "1.0.0", "kind: dataset\n");
    family.publish("acme/base", "1.0.0", training("acme/tickets@1.0.0"));
    family.publish("acme/base", "1.1.0", "");
    family.publish("acme/adapter", "1.0.0", "kind: adapter\nbase_model: acme/base@1.1.0\n");

    Lineage one = family.lineage("acme/tickets@1.0.0", Way.DOWN, 1);
    assertThat(edges(one))
        .containsExactly("acme/base@1.0.0 TRAINING_DATASET acme/tickets@1.0.0 VERIFIED");
    assertThat(one.cut()).containsExactly("acme/base@1.0.0");
    assertThat(family.lineage("acme/tickets@1.0.0", Way.DOWN, 2).cut())
        .containsExactly("acme/base@1.1.0");
    assertThat(family.lineage("acme/tickets@1.0.0", Way.DOWN, 3))
        .isEqualTo(family.lineage("acme/tickets@1.0.0", Way.DOWN));
  }

  @Test
  void aThingIsAsFarAsTheShortestWayToIt() {
    family.publish("acme/iris", "1.0.0", "");
    family.publish("acme/iris", "1.1.0", "");
    family.publish("acme/iris", "1.2.0", "base_model: acme/iris@1.0.0\n");

    assertThat(family.lineage("acme/iris@1.2.0", Way.UP, 2).cut()).isEmpty();
    assertThat(family.lineage("acme/iris@1.0.0", Way.DOWN, 1).edges()).hasSize(2);
  }

  @Test
  void whatIsBehindTheDepthIsNotRead() {
    family.publish("acme/broken", "1.0.0", "");
    family.publish("acme/base", "1.0.0", "base_model: acme/broken@1.0.0\n");
    family.publish("acme/iris", "1.0.0", "base_model: acme/base@1.0.0\n");
    family.desk.store.tamper(
        ModelName.parse("acme/broken"), "refs/tags/v1.0.0", new Revision("1".repeat(40)));

    assertThat(family.lineage("acme/iris", Way.UP).partial()).isTrue();
    assertThat(family.lineage("acme/iris", Way.UP, 1).partial()).isFalse();
  }

  @Test
  void aDepthOfNothingIsRefused() {
    family.publish("acme/iris", "1.0.0", "");
    RegistryException refusal = Desk.refusal(() -> family.lineage("acme/iris@1.0.0", Way.UP, 0));
    assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
  }
}
