package dev.gitmodel.registry;

import static dev.gitmodel.registry.DiffDesk.draft;
import static dev.gitmodel.registry.DiffDesk.text;
import static dev.gitmodel.registry.DiffDesk.unrecorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.registry.TensorDiff.Kind;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.TinyWeights;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Tensors are compared by what was recorded when they were published, else by the weights. */
class DiffTensorsTest {
  private final DiffDesk diffs = new DiffDesk();

  @Test
  void tensorsAreAddedRemovedReshapedAndChangedByContent() {
    VersionDiff diff =
        diffs.tensors(
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
    VersionDiff diff =
        diffs.tensors(TinyWeights.of("t", large + "y"), TinyWeights.of("t", large + "z"));

    assertThat(diff.tensors().changes().get(0).changedBytes())
        .isEqualTo(OptionalLong.of(100_001 % 4096));
    assertThat(diffs.read).hasValue(0);
  }

  @Test
  void weightsThatAreGoneAreComparedByWhatWasRecorded() {
    diffs.desk.push(draft("", TinyWeights.of("t", "1").source("w.safetensors")), "1.0.0");
    diffs.desk.push(draft("", TinyWeights.of("t", "2").source("w.safetensors")), "1.1.0");
    diffs.desk.store.files(Desk.IRIS).lose(diffs.weights("1.0.0"));

    VersionDiff diff = diffs.diff("1.0.0", "1.1.0");

    assertThat(diff.partial()).isFalse();
    assertThat(diff.tensors().count(Kind.CHANGED)).isEqualTo(1);
  }

  @Test
  void withoutARecordTheWeightsAreRead() {
    SourceFile before = unrecorded(TinyWeights.of("t", "1", "u", "1").source("w.safetensors"));
    diffs.desk.push(draft("", before), "1.0.0");
    diffs.desk.push(draft("", TinyWeights.of("t", "2", "u", "1").source("w.safetensors")), "1.1.0");

    VersionDiff diff = diffs.diff("1.0.0", "1.1.0");

    assertThat(diff.tensors().count(Kind.CHANGED)).isEqualTo(1);
    assertThat(diff.tensors().unchanged()).isEqualTo(1);
    assertThat(diffs.read).hasValue(before.content().size());
  }

  @Test
  void withoutRecordAndWeightsTheRestIsStillAnswered() {
    SourceFile before = unrecorded(TinyWeights.of("t", "1").source("w.safetensors"));
    diffs.desk.push(draft("summary: a\n", before), "1.0.0");
    diffs.desk.push(
        draft("summary: b\n", TinyWeights.of("t", "2").source("w.safetensors")), "1.1.0");
    diffs.desk.store.files(Desk.IRIS).lose(diffs.weights("1.0.0"));

    VersionDiff diff = diffs.diff("1.0.0", "1.1.0");

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
    diffs.desk.push(
        draft("", unrecorded(TinyWeights.of("t", "1").source("a.safetensors"))), "1.0.0");
    diffs.desk.store.files(Desk.IRIS).damage(diffs.weights("1.0.0"));
    SourceFile broken = text("a.safetensors", "no weights");
    diffs.desk.push(draft("", unrecorded(broken)), "1.1.0");

    assertThat(diffs.diff("1.1.0", "1.1.0").partial()).isFalse();
    assertThat(diffs.diff("1.0.0", "1.1.0").tensors().gaps())
        .extracting(gap -> gap.version().selector().toString(), TensorDiff.Gap::reason)
        .satisfiesExactly(
            gap -> assertThat(gap.toList()).asString().contains("1.0.0", "damaged"),
            gap -> assertThat(gap.toList()).asString().contains("1.1.0", "header"));
  }

  @Test
  void aTensorThatMovedToAnotherShardIsTheSame() {
    diffs.desk.push(
        draft(
            "",
            TinyWeights.of("a", "a", "b", "b").source("1.safetensors"),
            TinyWeights.of("c", "c").source("2.safetensors")),
        "1.0.0");
    diffs.desk.push(
        draft(
            "",
            TinyWeights.of("a", "a").source("1.safetensors"),
            TinyWeights.of("b", "B", "c", "c").source("2.safetensors")),
        "1.1.0");

    TensorDiff diff = diffs.diff("1.0.0", "1.1.0").tensors();

    assertThat(diff.changes())
        .extracting(TensorDiff.Change::name, TensorDiff.Change::kind)
        .containsExactly(tuple("b", Kind.CHANGED));
    assertThat(diff.unchanged()).isEqualTo(2);
  }

  @Test
  void aNameThatTwoFilesHaveIsToldApartByItsFile() {
    for (String version : List.of("1.0.0", "1.1.0")) {
      diffs.desk.push(
          draft(
              "",
              TinyWeights.of("head", "x" + version).source("a.safetensors"),
              TinyWeights.of("head", "y" + version).source("b.safetensors")),
          version);
    }
    assertThat(diffs.diff("1.0.0", "1.1.0").tensors().changes())
        .extracting(TensorDiff.Change::name)
        .containsExactly("a.safetensors:head", "b.safetensors:head");
  }

  @Test
  void anExperimentKeepsWhatWasRecordedWhenItIsPromoted() {
    diffs.desk.push(draft("", TinyWeights.of("t", "1").source("w.safetensors")), "1.0.0");
    diffs.desk.push(
        Desk.push(draft("", TinyWeights.of("t", "2").source("w.safetensors"))).on("exp/try"));
    new PromoteExperiment(diffs.desk.ledger)
        .apply(
            new PromoteExperiment.Request(
                Desk.ANN,
                Desk.IRIS,
                new ExperimentName("try"),
                new Numbering.Exactly(Desk.v("1.1.0")),
                Optional.empty(),
                Optional.empty(),
                Signing.UNSIGNED));

    assertThat(diffs.desk.now().tensors(Desk.v("1.1.0")))
        .containsExactly(TinyWeights.of("t", "2").record());
    assertThat(diffs.diff("1.0.0", "1.1.0").tensors().count(Kind.CHANGED)).isEqualTo(1);
    assertThat(diffs.read).hasValue(0);
  }

  @Test
  void verifyFindsARecordThatIsNotOfTheWeights() {
    TinyWeights weights = TinyWeights.of("t", "1");
    diffs.desk.push(draft("", weights.source("w.safetensors")), "1.0.0");
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
    diffs.desk.ledger.write(
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
            diffs.desk.now(),
            new ContentReading(diffs.desk.store.files(Desk.IRIS), new Headers(), Progress.NONE),
            VerifyModel.Depth.CONTENT);
    check.check(Desk.v("1.0.0"));
    return check.findings();
  }
}
