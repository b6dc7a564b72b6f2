package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import org.junit.jupiter.api.Test;

final class CreateModelTest {
  private final Desk desk = new Desk();
  private final CreateModel create = new CreateModel(desk.ledger);

  private static CreateModel.Request request(String kind) {
    return new CreateModel.Request(ANN, IRIS, kind);
  }

  @Test
  void theKindStandsInTheFirstEntry() {
    var done = create.apply(request("dataset"));

    assertThat(done.changes().orElseThrow().event().after()).containsEntry("kind", "dataset");
    assertThat(desk.lastEntry().operation()).isEqualTo("model.create");
    assertThat(desk.lastEntry().subject()).isEqualTo("create acme/iris");
    assertThat(desk.lastEntry().trailer("Kind")).contains("dataset");
  }

  @Test
  void aModelThatIsThereIsNotMadeAgain() {
    create.apply(request("model"));

    RegistryException refusal = refusal(() -> create.apply(request("model")));

    assertThat(refusal.problem()).isEqualTo(Problem.EXISTS);
    assertThat(refusal.text()).isEqualTo("acme/iris is already there");
    assertThat(refusal.hint())
        .isEqualTo("publish a version of it with: git model push DIR --name acme/iris");
    assertThat(desk.audit()).hasSize(1);
  }

  @Test
  void aDryRunMakesNothing() {
    assertThat(create.plan(request("model")).changes()).isPresent();
    assertThat(desk.store.models()).isEmpty();
  }

  @Test
  void anUnknownKindIsRefused() {
    RegistryException refusal = refusal(() -> request("weights"));

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
    assertThat(refusal.text()).isEqualTo("'weights' is not a kind of model");
    assertThat(refusal.hint()).isEqualTo("a kind is model, dataset or adapter");
  }
}
