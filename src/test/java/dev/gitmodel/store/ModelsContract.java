package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static dev.gitmodel.store.Bench.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Making models and listing them. */
interface ModelsContract extends StoreContract {
  ModelName ABSENT = ModelName.parse("acme/absent");

  @Test
  default void aNewModelIsEmptyButForItsFirstAuditEntry() {
    Snapshot now = bench().look();
    assertThat(now.model()).isEqualTo(IRIS);
    assertThat(now.versions()).isEmpty();
    assertThat(now.aliases()).isEmpty();
    assertThat(now.branches()).isEmpty();
    assertThat(now.refs()).isEmpty();
    assertThat(now.audit()).singleElement().matches(e -> e.operation().equals("model.create"));
  }

  @Test
  default void modelsAreListedByName() {
    for (String name : List.of("zebra", "acme/ant", "bolt/ant", "acme/iris-2")) {
      bench()
          .store()
          .create(ModelName.parse(name), bench().authored(Bench.event(Operation.MODEL_CREATE)));
    }
    assertThat(bench().store().models().stream().map(ModelName::toString))
        .containsExactly("zebra", "acme/ant", "acme/iris", "acme/iris-2", "bolt/ant");
  }

  @Test
  default void aModelExistsFromItsCreationOn() {
    assertThat(bench().store().exists(ABSENT)).isFalse();
    bench().store().create(ABSENT, bench().authored(Bench.event(Operation.MODEL_CREATE)));
    assertThat(bench().store().exists(ABSENT)).isTrue();
  }

  @Test
  default void thePolicyHasAHistoryFromTheFirstModelOn() {
    try (Stream<Revision> history = bench().store().policyHistory()) {
      assertThat(history).hasSize(1);
    }
  }

  @Test
  default void creatingAModelTwiceIsRefusedAndChangesNothing() {
    bench().published("1.0.0");
    refused(
        Problem.EXISTS,
        "acme/iris",
        () -> bench().store().create(IRIS, bench().authored(Bench.event(Operation.MODEL_CREATE))));
    assertThat(bench().look().versions()).hasSize(1);
    assertThat(bench().look().audit()).hasSize(2);
  }

  @Test
  default void ofManyWhoCreateAModelOneSucceeds() throws Exception {
    Callable<Integer> create =
        () -> {
          try {
            bench().store().create(ABSENT, bench().authored(Bench.event(Operation.MODEL_CREATE)));
            return 1;
          } catch (RegistryException e) {
            assertThat(e.problem()).isEqualTo(Problem.EXISTS);
            return 0;
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      int made = 0;
      for (Future<Integer> one : threads.invokeAll(Collections.nCopies(6, create))) {
        made += one.get();
      }
      assertThat(made).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(bench().store().look(ABSENT).audit()).hasSize(1);
  }

  @Test
  default void aModelThatIsNotThereIsNotFound() {
    refused(Problem.NOT_FOUND, "acme/absent", () -> bench().store().look(ABSENT));
    refused(Problem.NOT_FOUND, () -> bench().store().lookAt(ABSENT, Bench.START));
    refused(Problem.NOT_FOUND, () -> bench().store().begin(ABSENT));
  }

  @Test
  default void modelsShareNothing() {
    bench().store().create(ABSENT, bench().authored(Bench.event(Operation.MODEL_CREATE)));
    bench().published("1.0.0");
    assertThat(bench().store().look(ABSENT).versions()).isEmpty();
    assertThat(bench().store().look(ABSENT).audit()).hasSize(1);
  }
}
