package dev.gitmodel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.example.ExampleProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example programs say what is wrong with their input, and leave no half-made output. */
class ExampleInputTest {
  private static final String BLOCK =
      """
      description: |
        training:
          hyperparameters: {epochs: 9}
      training: # of the weights
        command: java Train.java
        code:
          hyperparameters: {epochs: 8}

        # the ones that count
        hyperparameters:
          epochs: 1
          batch_size: 32 # rows
          learning_rate: 1.0e-1

          l2: .001
          seed: 7
        outputs: [model.safetensors]
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate=1             | the hyperparameters are [batch_size, epochs, ",
        "epochs=many        | expected a hyperparameter and a number",
        "epochs             | expected a hyperparameter and a number",
        "epochs=1.5         | epochs is a whole number",
        "batch_size=0       | batch_size is at least 1",
        "l2=-1              | l2 is at least 0",
        "learning_rate=NaN  | expected a hyperparameter and a number",
        "learning_rate=1e999| learning_rate is at least",
      })
  void aBadParameterIsRefused(String param, String complaint) throws Exception {
    ExampleProject project = copy("breast-cancer", folder);

    refused(project, project.train(param), "cannot read --param " + param + ": " + complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--param", "data.csv"})
  void anUnknownArgumentShowsTheUsage(String argument) throws Exception {
    ExampleProject project = copy("digits", folder);

    refused(project, project.run("Train", List.of(argument)), "usage: java Train.java");
    refused(project, project.run("Evaluate", List.of(argument)), "usage: java Evaluate.java");
  }

  @ParameterizedTest
  @CsvSource({"breast-cancer,learning_rate=1e300", "digits,learning_rate=1e6"})
  void aLossThatIsNotANumberStopsTheTraining(String name, String param) throws Exception {
    ExampleProject project = copy(name, folder);

    Outcome outcome = project.train(param);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).startsWith("error: the training diverged: the loss is ");
    assertThat(project.weights()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "digits"})
  void missingDataAreNamed(String name) throws Exception {
    ExampleProject project = copy(name, folder);
    assertThat(project.train("epochs=1").exitCode()).isZero();
    Files.delete(project.weights().resolveSibling("out/training.json"));
    Path weights = Files.move(project.weights(), folder.resolve("kept"));
    Files.delete(project.data());

    refused(project, project.train(), "no data/");

    Files.move(weights, project.weights());
    Outcome outcome = project.evaluate();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors()).startsWith("error: no data/");
  }

  @ParameterizedTest
  @CsvSource({"breast-cancer,4", "digits,5"})
  void aBrokenRowIsNamed(String name, int row) throws Exception {
    for (String broken : List.of("1,2", "x", "", "é", "1,".repeat(64) + "0.5")) {
      ExampleProject project = copy(name, folder.resolve("row" + broken.hashCode()));
      List<String> lines = Files.readAllLines(project.data());
      lines.set(4, broken);
      Files.write(project.data(), lines);

      refused(project, project.train(), project.data().getFileName() + ", row " + row + ": ");
    }
  }

  @Test
  void blockAndFlowSettingsMeanTheSame() throws Exception {
    ExampleProject flow = copy("breast-cancer", folder.resolve("flow"));
    ExampleProject block = copy("breast-cancer", folder.resolve("block"));
    Files.writeString(block.manifest(), BLOCK);

    assertThat(flow.train("epochs=1").exitCode()).isZero();
    assertThat(block.train()).extracting(Outcome::exitCode, Outcome::errors).containsExactly(0, "");

    assertThat(block.weights()).hasSameBinaryContentAs(flow.weights());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learning_rate: 1.0e-1 | learning_rate: fast     | cannot read \"learning_rate: fast\"",
        "learning_rate: 1.0e-1 | learning_rate: '0.1'    | cannot read \"learning_rate: '0.1'\"",
        "learning_rate: 1.0e-1 | learning_rate: &r 0.1   | cannot read \"learning_rate: &r 0.1\"",
        "learning_rate: 1.0e-1 | momentum: 0.9           | the hyperparameters are [",
        "learning_rate: 1.0e-1 | # learning_rate: 1      | must set each of [",
        "learning_rate: 1.0e-1 | l2: 1                   | must set each of [",
        "training: #           | train: #                | has no block training:",
      })
  void settingsThatCannotBeReadAreNamed(String good, String bad, String complaint)
      throws Exception {
    ExampleProject project = copy("breast-cancer", folder);
    Files.writeString(
        project.manifest(),
        BLOCK.replace("\n" + good, "\n" + bad).replace("    " + good, "    " + bad));

    refused(project, project.train(), complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "digits"})
  void weightsThatCannotBeReadAreRefused(String name) throws Exception {
    ExampleProject project = copy(name, folder);
    assertThat(project.evaluate().errors()).contains("make it with java Train.java");
    assertThat(project.train("epochs=1").exitCode()).isZero();
    byte[] whole = Files.readAllBytes(project.weights());

    for (int length : List.of(0, 7, 60, whole.length - 1)) {
      Files.write(project.weights(), Arrays.copyOf(whole, length));
      Outcome outcome = project.evaluate();
      assertThat(outcome.exitCode()).as("cut to %d bytes", length).isEqualTo(2);
      assertThat(outcome.errors()).startsWith("error: model.safetensors ");
    }
    assertThat(folder.resolve("out/metrics.json")).doesNotExist();
  }

  private static ExampleProject copy(String name, Path folder) throws IOException {
    return ExampleProject.copy(name, folder).compiled();
  }

  private static void refused(ExampleProject project, Outcome outcome, String complaint) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.errors()).startsWith("error: ").contains(complaint).hasLineCount(1);
    assertThat(project.weights()).doesNotExist();
    assertThat(project.folder().resolve("out"))
        .satisfiesAnyOf(
            out -> assertThat(out).doesNotExist(), out -> assertThat(out).isEmptyDirectory());
  }
}
