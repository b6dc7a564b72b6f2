package dev.gitmodel.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageRulesTest {
  private static List<Finding> check(String text) {
    return MessageRules.check(
        text, Optional.of(new Manifest(Map.of("name", "iris", "version", "1.2.0"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Train longer",
        "Release iris 1.2.0\n\nBetter.\n\nModel-Version: 1.2.0\nRun-Id: 01JD\n",
        "Add data\n\nDataset: acme/tickets@2.1.0\nDataset: acme/more@1.0.0\n",
        "Tune\n\nExperiment-Id: exp-42\nBase-Model: meta-llama/Llama-3.1-8B\n",
        "Talk of a Model-Version in prose\n\nThe Model-Version is read from the manifest.\n",
        "Subject\n\n# Model-Version: nonsense\n",
        "Subject\n# ------------------------ >8 ------------------------\nModel-Version: x\n"
      })
  void messagesThatSayNothingWrongPass(String text) {
    assertThat(check(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Model-Version: 1.3.0           | says 1.3.0, and model.yaml 1.2.0",
        "Model-Version: v1.2.0          | can't be 'v1.2.0'",
        "Model-Version: latest          | can't be 'latest'",
        "model-version: 1.2.0           | not where Git reads trailers",
        "Run-Id: 01JD and more          | can't be '01JD and more'",
        "Dataset: acme/x@1 sha256:12    | can't be 'acme/x@1 sha256:12'",
        "Dataset:acme/x                 | not where Git reads trailers"
      })
  void aTrailerThatIsWrongIsNamed(String line, String matter) {
    assertThat(check("Subject\n\nBody.\n\n" + line + "\n"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.matter()).contains(matter));
  }

  @Test
  void aTrailerAmongProseIsNotOne() {
    assertThat(check("Subject\n\nSome words.\nModel-Version: 1.2.0\n"))
        .extracting(Finding::subject)
        .containsExactly("Model-Version");
  }

  @Test
  void aModelHasOneVersion() {
    assertThat(check("Subject\n\nModel-Version: 1.2.0\nModel-Version: 1.2.0\n"))
        .extracting(Finding::matter)
        .containsExactly("is there 2 times");
  }

  @Test
  void withoutAManifestThereIsNothingToAgreeWith() {
    assertThat(MessageRules.check("Subject\n\nModel-Version: 9.0.0\n", Optional.empty())).isEmpty();
  }
}
