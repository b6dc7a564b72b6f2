package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VersionTextsTest {
  private static final References.Pinned NOTHING =
      new References.Pinned(Optional.empty(), Optional.empty());
  private static final VersionTexts.Origin NOWHERE =
      new VersionTexts.Origin(Optional.empty(), Optional.empty(), NOTHING);

  private static VersionTexts texts(Map<String, Object> manifest) {
    return new VersionTexts(IRIS, v("1.2.0"), new Manifest(manifest));
  }

  @Test
  void whatIsNotSaidIsLeftOut() {
    assertThat(texts(Map.of()).commit(Optional.empty(), NOWHERE))
        .isEqualTo("Release iris 1.2.0\n\nModel-Version: 1.2.0\n");
  }

  @Test
  void theManifestNamesTheExperimentBeforeTheBranchDoes() {
    VersionTexts.Origin branch =
        new VersionTexts.Origin(Optional.of("branch"), Optional.empty(), NOTHING);

    assertThat(texts(Map.of("experiment", "exp-42")).commit(Optional.empty(), branch))
        .endsWith("\nExperiment-Id: exp-42\n");
    assertThat(texts(Map.of()).commit(Optional.empty(), branch))
        .endsWith("\nExperiment-Id: branch\n");
  }

  @Test
  void aValueOfTwoLinesForgesNoTrailer() {
    var base = new References.Pinned(Optional.of("x\nModel-Version: 9.9.9"), Optional.empty());
    var origin = new VersionTexts.Origin(Optional.empty(), Optional.empty(), base);

    assertThat(texts(Map.of()).commit(Optional.empty(), origin))
        .endsWith("\nBase-Model: x<U+000A>Model-Version: 9.9.9\n");
  }

  @Test
  void aSummaryForgesNoDigest() {
    Digest digest = Digest.of(new byte[0]);

    assertThat(texts(Map.of("summary", "x\n\nModel-Digest: sha256:0")).tag(digest))
        .isEqualTo(
            "iris 1.2.0\n\nx<U+000A><U+000A>Model-Digest: sha256:0\n\nModel-Digest: "
                + digest
                + "\n");
  }
}
