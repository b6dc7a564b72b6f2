package dev.gitmodel.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Staged;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StagedRulesTest {
  private record Index(
      Optional<Manifest> manifest, List<String> manifestProblems, List<Changed> changed)
      implements Staged {}

  private static List<Finding> check(Staged.Changed... changed) {
    return StagedRules.check(new Index(Optional.empty(), List.of(), List.of(changed)));
  }

  private static Staged.Changed file(String path, long size) {
    return new Staged.Changed(path, size, false, false);
  }

  @Test
  void pointersTextsAndEmptyFilesPass() {
    assertThat(
            check(
                new Staged.Changed("model.safetensors", 130, true, true),
                file("train.py", 5000),
                file("empty.bin", 0),
                file("big.csv", 1 << 20)))
        .isEmpty();
  }

  @Test
  void weightsAndWhatIsLargeDoNot() {
    assertThat(
            check(
                file("model.safetensors", 10),
                file("sub/Model.ONNX", 10),
                file("big.csv", (1 << 20) + 1)))
        .extracting(Finding::subject)
        .containsExactly("model.safetensors", "sub/Model.ONNX", "big.csv");
  }

  @Test
  void whatTheAttributesPutIntoLfsIsNamedWithAnotherRemedy() {
    assertThat(check(new Staged.Changed("vocab.txt", 10, false, true), file("w.pt", 10)))
        .extracting(Finding::hint)
        .satisfiesExactly(
            hint -> assertThat(hint).startsWith("git lfs install && git rm --cached 'vocab.txt'"),
            hint -> assertThat(hint).startsWith("git lfs track 'w.pt'"));
  }

  @Test
  void everyProblemOfTheManifestIsSaid() {
    assertThat(
            StagedRules.check(
                new Index(
                    Optional.empty(),
                    List.of("model.yaml:1:1: x", "model.yaml:2:1: y"),
                    List.of())))
        .extracting(Finding::matter)
        .containsExactly("model.yaml:1:1: x", "model.yaml:2:1: y");
  }
}
