package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.registry.TensorDiff.Kind;
import dev.gitmodel.registry.VersionDiff.FieldChange;
import dev.gitmodel.registry.VersionDiff.MetricStep;
import dev.gitmodel.registry.VersionDiff.Trend;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.TinyWeights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiffVersionsTest {
  private final Desk desk = new Desk();
  private final AtomicLong read = new AtomicLong();

  private static Draft draft(String manifest, SourceFile... files) {
    return new Draft(Desk.manifest(manifest), Map.of(), List.of(files));
  }

  /** As a file that was published by a program that keeps nothing of tensors. */
  private static SourceFile unrecorded(SourceFile file) {
    return new SourceFile(file.path(), file.content(), false, true);
  }

  private static SourceFile text(String path, String text) {
    return Desk.draft("", path, text).files().get(0);
  }

  private VersionDiff diff(String from, String to) {
    return new DiffVersions(desk.store, new Headers())
        .apply(
            new DiffVersions.Request(
                Reference.parse("acme/iris@" + from), Reference.parse("acme/iris@" + to)),
            read::addAndGet);
  }

  private VersionDiff tensors(TinyWeights before, TinyWeights after) {
    desk.push(draft("", before.source("w.safetensors")), "1.0.0");
    desk.push(draft("", after.source("w.safetensors")), "1.1.0");
    return diff("1.0.0", "1.1.0");
  }

  private Artifact weights(String version) {
    return desk.version(version).files().stream().filter(Artifact::isLfs).findFirst().orElseThrow();
  }

  @Test
  void fieldsAreComparedByPathNotByLine() {
    desk.push(
        draft(
            "summary: old\nlicense: mit\ntraining: {dataset: a@1, hyperparameters: {lr: 0.1, n: 3}}\n",
            text("a", "a")),
        "1.0.0");
    desk.push(
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

    VersionDiff diff = diff("1.0.0", "1.1.0");

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
    desk.push(draft("", TinyWeights.of("a", "a").source("w.safetensors")), "1.0.0");
    desk.metric("1.0.0", "f1", "0.8");
    VersionDiff diff = diff("1.0.0", "1.0.0");
    assertThat(diff.isNone()).isTrue();
    assertThat(diff.partial()).isFalse();
    assertThat(diff.tensors().unchanged()).isEqualTo(1);
  }

  @Test
  void filesAreAddedRemovedAndChangedWithTheirSizes() {
    desk.push(draft("", text("gone", "12"), text("same", "x"), text("other", "1")), "1.0.0");
    desk.push(draft("", text("new", "123"), text("same", "x"), text("other", "1234")), "1.1.0");

    assertThat(diff("1.0.0", "1.1.0").files())
        .extracting(f -> f.path().text(), f -> f.before(), f -> f.after())
        .containsExactly(
            tuple("gone", OptionalLong.of(2), OptionalLong.empty()),
            tuple("new", OptionalLong.empty(), OptionalLong.of(3)),
            tuple("other", OptionalLong.of(1), OptionalLong.of(4)));
  }

  @Test
  void tensorsAreAddedRemovedReshapedAndChangedByContent() {
    VersionDiff diff =
        tensors(
            TinyWeights.of("same", "s", "gone", "gg", "wider", "w", "content", "abc"),
            TinyWeights.of("same", "s", "new", "nnn", "wider", "ww", "content", "abd"));

    assertThat(diff.tensors().changes())
        .extracting(TensorDiff.Change::name, TensorDiff.Change::kind, c -> c.changedBytes())
        .containsExactly(
            tuple("content", Kind.CHANGED, OptionalLong.of(3)),
            tuple("gone", Kind.REMOVED, OptionalLong.empty()),
            tuple("new", Kind.ADDED, OptionalLong.empty()),
            tuple("wider", Kind.RESHAPED, OptionalLong.empty()));
    assertThat(diff.tensors().unchanged()).isEqualTo(1);
    assertThat(diff.partial()).isFalse();
  }

  @Test
  void theShareOfATensorThatChangedIsKnownWithoutItsWeights() {
    String large = "x".repeat(100_000);
    VersionDiff diff = tensors(TinyWeights.of("t", large + "y"), TinyWeights.of("t", large + "z"));

    assertThat(diff.tensors().changes().get(0).changedBytes())
        .isEqualTo(OptionalLong.of(100_001 % 4096));
    assertThat(read).hasValue(0);
  }

  @Test
  void weightsThatAreGoneAreComparedByWhatWasRecorded() {
    desk.push(draft("", TinyWeights.of("t", "1").source("w.safetensors")), "1.0.0");
    desk.push(draft("", TinyWeights.of("t", "2").source("w.safetensors")), "1.1.0");
    desk.store.files(Desk.IRIS).lose(weights("1.0.0"));

    VersionDiff diff = diff("1.0.0", "1.1.0");

    assertThat(diff.partial()).isFalse();
    assertThat(diff.tensors().count(Kind.CHANGED)).isEqualTo(1);
  }

  @Test
  void withoutARecordTheWeightsAreRead() {
    SourceFile before = unrecorded(TinyWeights.of("t", "1", "u", "1").source("w.safetensors"));
    desk.push(draft("", before), "1.0.0");
    desk.push(draft("", TinyWeights.of("t", "2", "u", "1").source("w.safetensors")), "1.1.0");

    VersionDiff diff = diff("1.0.0", "1.1.0");

    assertThat(diff.tensors().count(Kind.CHANGED)).isEqualTo(1);
    assertThat(diff.tensors().unchanged()).isEqualTo(1);
    assertThat(read).hasValue(before.content().size());
  }

  @Test
  void withoutRecordAndWeightsTheRestIsStillAnswered() {
    SourceFile before = unrecorded(TinyWeights.of("t", "1").source("w.safetensors"));
    desk.push(draft("summary: a\n", before), "1.0.0");
    desk.push(draft("summary: b\n", TinyWeights.of("t", "2").source("w.safetensors")), "1.1.0");
    desk.store.files(Desk.IRIS).lose(weights("1.0.0"));

    VersionDiff diff = diff("1.0.0", "1.1.0");

    assertThat(diff.partial()).isTrue();
    assertThat(diff.fields()).hasSize(1);
    assertThat(diff.files()).hasSize(1);
    assertThat(diff.tensors().changes()).isEmpty();
    assertThat(diff.tensors().gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.version()).hasToString("acme/iris@1.0.0");
              assertThat(gap.reason()).contains("not in the store");
            });
  }

  @Test
  void weightsThatAreNoneOrDamagedAreNamed() {
    desk.push(draft("", unrecorded(TinyWeights.of("t", "1").source("a.safetensors"))), "1.0.0");
    desk.store.files(Desk.IRIS).damage(weights("1.0.0"));
    SourceFile broken = text("a.safetensors", "no weights");
    desk.push(draft("", unrecorded(broken)), "1.1.0");

    assertThat(diff("1.1.0", "1.1.0").partial()).isFalse();
    assertThat(diff("1.0.0", "1.1.0").tensors().gaps())
        .extracting(gap -> gap.version().selector().toString(), TensorDiff.Gap::reason)
        .satisfiesExactly(
            gap -> assertThat(gap.toList()).asString().contains("1.0.0", "damaged"),
            gap -> assertThat(gap.toList()).asString().contains("1.1.0", "header"));
  }

  @Test
  void aTensorThatMovedToAnotherShardIsTheSame() {
    desk.push(
        draft(
            "",
            TinyWeights.of("a", "a", "b", "b").source("1.safetensors"),
            TinyWeights.of("c", "c").source("2.safetensors")),
        "1.0.0");
    desk.push(
        draft(
            "",
            TinyWeights.of("a", "a").source("1.safetensors"),
            TinyWeights.of("b", "B", "c", "c").source("2.safetensors")),
        "1.1.0");

    TensorDiff diff = diff("1.0.0", "1.1.0").tensors();

    assertThat(diff.changes())
        .extracting(TensorDiff.Change::name, TensorDiff.Change::kind)
        .containsExactly(tuple("b", Kind.CHANGED));
    assertThat(diff.unchanged()).isEqualTo(2);
  }

  @Test
  void aNameThatTwoFilesHaveIsToldApartByItsFile() {
    for (String version : List.of("1.0.0", "1.1.0")) {
      desk.push(
          draft(
              "",
              TinyWeights.of("head", "x" + version).source("a.safetensors"),
              TinyWeights.of("head", "y" + version).source("b.safetensors")),
          version);
    }
    assertThat(diff("1.0.0", "1.1.0").tensors().changes())
        .extracting(TensorDiff.Change::name)
        .containsExactly("a.safetensors:head", "b.safetensors:head");
  }

  @Test
  void metricsHaveADifferenceAndADirection() {
    desk.push(Desk.weights("1"), "1.0.0");
    desk.push(Desk.weights("2"), "1.1.0");
    Stream.of("f1=0.83", "loss=0.5", "same=1", "gone=1", "note=good", "recall=2", "odd=2")
        .forEach(m -> desk.metric("1.0.0", m.split("=")[0], m.split("=")[1]));
    Stream.of("f1=0.86", "loss=0.4", "same=1.0", "new=1", "note=bad", "recall=1", "odd=1")
        .forEach(m -> desk.metric("1.1.0", m.split("=")[0], m.split("=")[1]));

    List<MetricStep> steps = diff("1.0.0", "1.1.0").metrics();

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
  void anExperimentKeepsWhatWasRecordedWhenItIsPromoted() {
    desk.push(draft("", TinyWeights.of("t", "1").source("w.safetensors")), "1.0.0");
    desk.push(Desk.push(draft("", TinyWeights.of("t", "2").source("w.safetensors"))).on("exp/try"));
    new PromoteExperiment(desk.ledger)
        .apply(
            new PromoteExperiment.Request(
                Desk.ANN,
                Desk.IRIS,
                new ExperimentName("try"),
                new Numbering.Exactly(Desk.v("1.1.0")),
                Optional.empty(),
                Optional.empty(),
                Signing.UNSIGNED));

    assertThat(desk.now().tensors(Desk.v("1.1.0")))
        .containsExactly(TinyWeights.of("t", "2").record());
    assertThat(diff("1.0.0", "1.1.0").tensors().count(Kind.CHANGED)).isEqualTo(1);
    assertThat(read).hasValue(0);
  }

  @Test
  void aVersionThatIsNotThereIsNotFound() {
    desk.push(Desk.weights("1"), "1.0.0");
    assertThat(Desk.problem(() -> diff("1.0.0", "9.9.9"))).isEqualTo(Problem.NOT_FOUND);
  }

  @Test
  void verifyFindsARecordThatIsNotOfTheWeights() {
    TinyWeights weights = TinyWeights.of("t", "1");
    desk.push(draft("", weights.source("w.safetensors")), "1.0.0");
    assertThat(verify()).isEmpty();

    record(
        new TensorRecord(
            weights.record().weights(),
            "safetensors",
            TinyWeights.of("t", "2").record().tensors()));
    assertThat(verify())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.subject()).isEqualTo("acme/iris@1.0.0 tensors of w.safetensors");
              assertThat(f.matter()).contains("'t' differs");
            });

    record(TinyWeights.of("t", "3").record());
    assertThat(verify())
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).contains("none of its files"));
  }

  private void record(TensorRecord record) {
    desk.ledger.write(
        Desk.IRIS,
        Desk.ANN,
        now ->
            Done.with(
                "",
                new ChangeSet(
                    List.of(new Change.SetTensors(Desk.v("1.0.0"), List.of(record))),
                    new Event(Operation.METRICS_UPDATE, "forge").finished())));
  }

  private List<Finding> verify() {
    VersionCheck check =
        new VersionCheck(
            desk.now(),
            new ContentReading(desk.store.files(Desk.IRIS), new Headers(), Progress.NONE),
            VerifyModel.Depth.CONTENT);
    check.check(Desk.v("1.0.0"));
    return check.findings();
  }
}
