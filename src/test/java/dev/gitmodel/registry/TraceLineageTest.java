package dev.gitmodel.registry;

import static dev.gitmodel.registry.LineageFamily.edges;
import static dev.gitmodel.registry.LineageFamily.kind;
import static dev.gitmodel.registry.LineageFamily.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Lineage.Check;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Kind;
import dev.gitmodel.registry.Lineage.Way;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a version comes from, and whether each edge holds. */
class TraceLineageTest {
  private final LineageFamily family = new LineageFamily();

  @Test
  void aVersionComesFromItsParentsBaseDatasetsCodeAndRun() {
    family.publish("acme/tickets", "2.1.0", "kind: dataset\n");
    family.publish("acme/base", "1.0.0", "base_model: org/Outside-7B\n");
    family.publish("acme/iris", "1.0.0", "");
    family.publish(
        "acme/iris",
        "1.1.0",
        "base_model: base@1.0.0\nexperiment: exp-42\ntraining:\n  dataset: acme/tickets\n"
            + "  code: {repository: 'https://git.example.org/t', commit: 4f1c}\n");

    Lineage up = family.lineage("acme/iris@1.1.0", Way.UP);

    assertThat(edges(up))
        .contains(
            "acme/iris@1.1.0 PARENT acme/iris@1.0.0 VERIFIED",
            "acme/iris@1.1.0 BASE_MODEL acme/base@1.0.0 VERIFIED",
            "acme/base@1.0.0 BASE_MODEL org/Outside-7B NONE",
            "acme/iris@1.1.0 TRAINING_DATASET acme/tickets@2.1.0 VERIFIED",
            "acme/iris@1.1.0 CODE https://git.example.org/t@4f1c NONE",
            "acme/iris@1.1.0 EXPERIMENT experiment exp-42 of acme/iris NONE",
            "acme/iris@1.1.0 RUN run r1.1.0 of acme/iris NONE");
    assertThat(kind(up, "org/Outside-7B")).isEqualTo(Kind.OUTSIDE);
    assertThat(up.partial()).isFalse();
  }

  @Test
  void aDatasetIsTheVersionItWasAtPublicationThoughItsNameMovedOn() {
    family.publish("acme/tickets", "1.0.0", "kind: dataset\n");
    family.publish("acme/iris", "1.0.0", training("acme/tickets"));
    family.publish("acme/tickets", "2.0.0", "kind: dataset\n");

    assertThat(edges(family.lineage("acme/iris", Way.UP)))
        .contains("acme/iris@1.0.0 TRAINING_DATASET acme/tickets@1.0.0 VERIFIED");
    assertThat(edges(family.lineage("acme/tickets@2.0.0", Way.DOWN))).isEmpty();
  }

  @Test
  void aDigestThatIsNoLongerTheRecordedOneIsNotVerified() {
    family.publish("acme/tickets", "1.0.0", "kind: dataset\n");
    family.publish("acme/tickets", "2.0.0", "kind: dataset\n");
    family.publish("acme/iris", "1.0.0", training("acme/tickets@1.0.0"));
    ModelName tickets = ModelName.parse("acme/tickets");
    Revision other = family.desk.store.look(tickets).version(Desk.v("2.0.0")).tag();
    family.desk.store.tamper(tickets, "refs/tags/v1.0.0", other);

    Edge edge =
        family.lineage("acme/iris", Way.UP).edges().stream()
            .filter(e -> e.relation() == Lineage.Relation.TRAINING_DATASET)
            .findFirst()
            .orElseThrow();

    assertThat(edge.check()).isEqualTo(Check.UNVERIFIED);
    assertThat(edge.why().orElseThrow()).startsWith("its digest was sha256:");
  }

  @Test
  void aBaseIsTheVersionItWasAtPublicationThoughItsAliasMovedOn() {
    family.publish("acme/base", "1.0.0", "");
    family.publish("acme/iris", "1.0.0", "base_model: acme/base@latest\n");
    family.publish("acme/base", "2.0.0", "");

    assertThat(edges(family.lineage("acme/iris", Way.UP)))
        .contains("acme/iris@1.0.0 BASE_MODEL acme/base@1.0.0 VERIFIED");
    assertThat(edges(family.lineage("acme/base@2.0.0", Way.DOWN))).isEmpty();
  }

  @Test
  void aBaseThatMovesAndWasNotThereAtPublicationIsNotVerified() {
    family.publish("acme/iris", "1.0.0", "base_model: acme/base@latest\n");
    family.publish("acme/base", "1.0.0", "");

    assertThat(edges(family.lineage("acme/iris", Way.UP)))
        .contains("acme/iris@1.0.0 BASE_MODEL acme/base@1.0.0 UNVERIFIED");
  }

  @Test
  void theDatasetsOfEvaluationsAreSourcesToo() {
    family.publish("acme/eval", "1.0.0", "kind: dataset\n");
    family.publish("acme/iris", "1.0.0", "");
    family.desk.store.evaluate(Desk.IRIS, Desk.v("1.0.0"), "dataset: acme/eval@1.0.0\nf1: 0.8\n");
    String edge = "acme/iris@1.0.0 EVALUATION_DATASET acme/eval@1.0.0 VERIFIED";
    assertThat(edges(family.lineage("acme/iris", Way.UP))).contains(edge);
    assertThat(edges(family.lineage("acme/eval", Way.DOWN))).containsExactly(edge);
  }

  @Test
  void aMergedExperimentIsAParentToo() {
    family.publish("acme/iris", "1.0.0", "");
    Version trial = family.desk.push(Desk.push(Desk.weights("trial")).on("exp/wide"));
    family.publish("acme/iris", "1.1.0", "");
    new PromoteExperiment(family.desk.ledger)
        .apply(
            new PromoteExperiment.Request(
                Desk.ANN,
                Desk.IRIS,
                new ExperimentName("wide"),
                new Numbering.Exactly(Desk.v("2.0.0")),
                Optional.empty(),
                Optional.empty(),
                Signing.UNSIGNED));
    assertThat(edges(family.lineage("acme/iris@2.0.0", Way.UP)))
        .contains(
            "acme/iris@2.0.0 PARENT acme/iris@1.1.0 VERIFIED",
            "acme/iris@2.0.0 MERGED acme/iris@" + trial + " VERIFIED",
            "acme/iris@" + trial + " PARENT acme/iris@1.0.0 VERIFIED",
            "acme/iris@2.0.0 EXPERIMENT experiment wide of acme/iris NONE");
  }

  @Test
  void aVersionThatIsNotThereIsNotFound() {
    family.publish("acme/iris", "1.0.0", "");
    RegistryException refusal = Desk.refusal(() -> family.lineage("acme/iris@2.0.0", Way.UP));
    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
  }
}
