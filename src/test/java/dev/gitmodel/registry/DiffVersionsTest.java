package dev.gitmodel.registry;

import static dev.gitmodel.registry.DiffDesk.draft;
import static dev.gitmodel.registry.DiffDesk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.registry.VersionDiff.FieldChange;
import dev.gitmodel.registry.VersionDiff.MetricStep;
import dev.gitmodel.registry.VersionDiff.Trend;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.TinyWeights;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What differs between two versions but for their tensors. */
class DiffVersionsTest {
  private final DiffDesk diffs = new DiffDesk();

  @Test
  void fieldsAreComparedByPathNotByLine() {
    diffs.desk.push(
        draft(
            "summary: old\nlicense: mit\ntraining: {dataset: a@1, hyperparameters: {lr: 0.1, n: 3}}\n",
            text("a", "a")),
        "1.0.0");
    diffs.desk.push(
        draft(
            """
            # A comment, and another order.
            training:
              dataset: b@1
              command: python train.py
              hyperparameters:
                n: 3
                lr: 0.2
            summary: old
            """,
            text("a", "a")),
        "1.1.0");

    VersionDiff diff = diffs.diff("1.0.0", "1.1.0");

    assertThat(diff.fields())
        .containsExactly(
            new FieldChange("license", Optional.of("mit"), Optional.empty()),
            new FieldChange("training.command", Optional.empty(), Optional.of("python train.py")));
    assertThat(diff.hyperparameters())
        .containsExactly(new FieldChange("lr", Optional.of("0.1"), Optional.of("0.2")));
    assertThat(diff.dataset())
        .contains(new FieldChange("training.dataset", Optional.of("a@1"), Optional.of("b@1")));
    assertThat(diff.files()).isEmpty();
  }

  @Test
  void aVersionDoesNotDifferFromItself() {
    diffs.desk.push(draft("", TinyWeights.of("a", "a").source("w.safetensors")), "1.0.0");
    diffs.desk.metric("1.0.0", "f1", "0.8");
    VersionDiff diff = diffs.diff("1.0.0", "1.0.0");
    assertThat(diff.isNone()).isTrue();
    assertThat(diff.partial()).isFalse();
    assertThat(diff.tensors().unchanged()).isEqualTo(1);
  }

  @Test
  void filesAreAddedRemovedAndChangedWithTheirSizes() {
    diffs.desk.push(draft("", text("gone", "12"), text("same", "x"), text("other", "1")), "1.0.0");
    diffs.desk.push(
        draft("", text("new", "123"), text("same", "x"), text("other", "1234")), "1.1.0");

    assertThat(diffs.diff("1.0.0", "1.1.0").files())
        .extracting(f -> f.path().text(), f -> f.before(), f -> f.after())
        .containsExactly(
            tuple("gone", OptionalLong.of(2), OptionalLong.empty()),
            tuple("new", OptionalLong.empty(), OptionalLong.of(3)),
            tuple("other", OptionalLong.of(1), OptionalLong.of(4)));
  }

  @Test
  void metricsHaveADifferenceAndADirection() {
    diffs.desk.push(Desk.weights("1"), "1.0.0");
    diffs.desk.push(Desk.weights("2"), "1.1.0");
    Stream.of("f1=0.83", "loss=0.5", "same=1", "gone=1", "note=good", "recall=2", "odd=2")
        .forEach(m -> diffs.desk.metric("1.0.0", m.split("=")[0], m.split("=")[1]));
    Stream.of("f1=0.86", "loss=0.4", "same=1.0", "new=1", "note=bad", "recall=1", "odd=1")
        .forEach(m -> diffs.desk.metric("1.1.0", m.split("=")[0], m.split("=")[1]));

    List<MetricStep> steps = diffs.diff("1.0.0", "1.1.0").metrics();

    assertThat(steps)
        .extracting(MetricStep::name, MetricStep::difference, MetricStep::trend)
        .containsExactly(
            tuple("f1", OptionalDouble.of(0.03), Trend.BETTER),
            tuple("gone", OptionalDouble.empty(), Trend.UNCLEAR),
            tuple("loss", OptionalDouble.of(-0.1), Trend.BETTER),
            tuple("new", OptionalDouble.empty(), Trend.UNCLEAR),
            tuple("note", OptionalDouble.empty(), Trend.UNCLEAR),
            tuple("odd", OptionalDouble.of(-1), Trend.UNCLEAR),
            tuple("recall", OptionalDouble.of(-1), Trend.WORSE));
    assertThat(steps.get(1).before()).contains(MetricValue.parse("1"));
  }

  @Test
  void thePolicyIsReadOnceForAllMetricsAndNotWhereNoneDiffers() {
    AtomicInteger reads = new AtomicInteger();
    ModelStore counting =
        Twisted.answers(
            diffs.desk.store,
            "policy",
            (arguments, real) -> {
              reads.incrementAndGet();
              return real.answer();
            });
    diffs.desk.push(Desk.weights("1"), "1.0.0");
    diffs.desk.push(Desk.weights("2"), "1.1.0");
    for (String metric : List.of("f1", "loss", "recall")) {
      diffs.desk.metric("1.0.0", metric, "1");
      diffs.desk.metric("1.1.0", metric, "2");
    }

    assertThat(diffs.diff(counting, "1.0.0", "1.0.0").metrics()).isEmpty();
    assertThat(reads).hasValue(0);
    assertThat(diffs.diff(counting, "1.0.0", "1.1.0").metrics()).hasSize(3);
    assertThat(reads).hasValue(1);
  }

  @Test
  void aVersionThatIsNotThereIsNotFound() {
    diffs.desk.push(Desk.weights("1"), "1.0.0");
    assertThat(Desk.problem(() -> diffs.diff("1.0.0", "9.9.9"))).isEqualTo(Problem.NOT_FOUND);
  }
}
