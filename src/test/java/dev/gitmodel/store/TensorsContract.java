package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Change;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of tensors: computed while their file is stored, and a note on the version. */
interface TensorsContract extends StoreContract {
  Version FIRST = Version.parse("1.0.0");
  Version SECOND = Version.parse("1.1.0");

  private SourceFile onDisk(String path, TinyWeights weights) {
    SourceFile file = bench().large(path, weights.text());
    return new SourceFile(file.path(), file.content(), false, true, Optional.of(weights.layout()));
  }

  private Receipt publish(String version, TinyWeights weights) {
    Change.Publish publish = bench().version(version, onDisk("w.safetensors", weights));
    return bench()
        .write(
            Operation.VERSION_PUBLISH,
            publish,
            new Change.SetTensors(publish.version(), List.of(weights.record())));
  }

  @Test
  default void storingAFileDigestsItsTensors() {
    TinyWeights weights = TinyWeights.of("a", "aaaa", "b", "");
    FileStore.Stored stored =
        bench().put(onDisk("w.safetensors", weights), bench().large("other.bin", "x"));

    assertThat(stored.tensors()).containsExactly(weights.record());
    assertThat(stored.tensors().get(0).weights()).isEqualTo(stored.files().get(0).digest());
  }

  @Test
  default void storingItAgainDigestsThemAgain() {
    TinyWeights weights = TinyWeights.of("a", "aaaa");
    bench().put(onDisk("w.safetensors", weights));
    SourceFile same = onDisk("w.safetensors", weights);
    FileStore.Stored again = bench().put(new SourceFile[] {same});

    assertThat(again.newBytes()).isZero();
    assertThat(again.tensors()).containsExactly(weights.record());
  }

  @Test
  default void theyComeTogetherWithTheirVersion() {
    TinyWeights one = TinyWeights.of("a", "aaaa");
    TinyWeights two = TinyWeights.of("a", "aaab");
    Receipt receipt = publish("1.0.0", one);
    publish("1.1.0", two);

    assertThat(receipt.moves()).extracting(RefMove::ref).contains("refs/notes/tensors");
    assertThat(bench().look().tensors(FIRST)).containsExactly(one.record());
    assertThat(bench().look().tensors(SECOND)).containsExactly(two.record());
  }

  @Test
  default void aVersionOfWhichNothingWasKeptHasNone() {
    bench().published("1.0.0");
    List<TensorRecord> none = bench().look().tensors(FIRST);
    assertThat(none).isEmpty();
    refused(Problem.NOT_FOUND, () -> bench().look().tensors(SECOND));
  }

  @Test
  default void theyGoWithTheirVersionAndNobodyElses() {
    publish("1.0.0", TinyWeights.of("a", "aaaa"));
    publish("1.1.0", TinyWeights.of("a", "aaab"));
    assertThat(bench().delete("1.0.0").moves())
        .extracting(RefMove::ref)
        .containsExactlyInAnyOrder("refs/tags/v1.0.0", "refs/notes/tensors");
    assertThat(bench().look().tensors(SECOND)).hasSize(1);
  }

  @Test
  default void theSnapshotBeforeDoesNotSeeThem() {
    bench().published("1.0.0");
    Snapshot before = bench().look();
    publish("1.1.0", TinyWeights.of("a", "aaaa"));
    assertThat(before.tensors(FIRST)).isEmpty();
    assertThat(before.refs()).doesNotContainKey("refs/notes/tensors");
  }
}
