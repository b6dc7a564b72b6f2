package dev.gitmodel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped examples train, measure and publish what their READMEs say. */
class ExampleProjectTest {
  private static final Map<String, ExampleProject> MADE = new HashMap<>();
  @TempDir static Path shared;
  @TempDir Path folder;

  /** The example as it is shipped, trained and evaluated once for all tests, which only read it. */
  private static ExampleProject made(String name) throws IOException, InterruptedException {
    ExampleProject made = MADE.get(name);
    if (made == null) {
      made = ExampleProject.copy(name, shared.resolve(name)).made();
      MADE.put(name, made);
    }
    return made;
  }

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "digits"})
  void trainingAgainGivesTheSameBytes(String name) throws Exception {
    ExampleProject again = ExampleProject.copy(name, folder).made();

    assertThat(again.weights()).hasSameBinaryContentAs(made(name).weights());
    for (String output : List.of("metrics.json", "predictions.csv", "training.json")) {
      assertThat(folder.resolve("out").resolve(output))
          .hasSameBinaryContentAs(made(name).folder().resolve("out").resolve(output));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "digits"})
  void anotherSeedGivesOtherWeights(String name) throws Exception {
    ExampleProject other = ExampleProject.copy(name, folder);

    assertThat(other.train("seed=8").exitCode()).isZero();

    assertThat(tensorBytes(other)).isNotEqualTo(tensorBytes(made(name)));
  }

  @ParameterizedTest
  @CsvSource({"breast-cancer,epochs=1 learning_rate=0.001", "digits,epochs=1"})
  void theShippedSettingsBeatAnUnderTrainedModel(String name, String params) throws Exception {
    ExampleProject good = made(name);
    ExampleProject poor = ExampleProject.copy(name, folder).made(params.split(" "));

    assertThat(good.metric("accuracy")).isBetween(0.9, 1.0).isGreaterThan(poor.metric("accuracy"));
    assertThat(good.metric("f1")).isBetween(0.9, 1.0).isGreaterThan(poor.metric("f1"));
    assertThat(good.metric("roc_auc")).isBetween(0.95, 1.0);
    assertThat(good.metric("log_loss")).isBetween(0.0, poor.metric("log_loss") / 2);
    assertThat(readme(name)).contains(row("good", good), row("under-trained", poor));
  }

  @ParameterizedTest
  @CsvSource({"breast-cancer,l2=1", "digits,l2=0.1"})
  void tooMuchRegularisationShowsInTheMetrics(String name, String param) throws Exception {
    ExampleProject shrunk = ExampleProject.copy(name, folder).made(param);

    assertThat(shrunk.metric("accuracy")).isLessThan(made(name).metric("accuracy") - 0.02);
    assertThat(readme(name)).contains(row("over-regularised", shrunk));
  }

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "digits"})
  void theWeightsAreSafetensorsWithoutGaps(String name) throws Exception {
    byte[] bytes = Files.readAllBytes(made(name).weights());
    JsonNode header = header(bytes);
    Set<Long> starts = new HashSet<>();
    Set<Long> ends = new HashSet<>(Set.of(0L));

    for (Map.Entry<String, JsonNode> tensor : tensors(header).entrySet()) {
      long start = tensor.getValue().at("/data_offsets/0").asLong();
      long end = tensor.getValue().at("/data_offsets/1").asLong();
      long size = 4;
      for (JsonNode dimension : tensor.getValue().get("shape")) {
        size *= dimension.asLong();
      }
      assertThat(tensor.getValue().get("dtype").asText()).isEqualTo("F32");
      assertThat(end - start).as(tensor.getKey()).isEqualTo(size);
      starts.add(start);
      ends.add(end);
    }

    starts.add((long) tensorBytes(made(name)).length);
    assertThat(starts).isEqualTo(ends).hasSize(tensors(header).size() + 1);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "digits"})
  void theWeightsSayWhatTheyWereTrainedWith(String name) throws Exception {
    JsonNode metadata = header(Files.readAllBytes(made(name).weights())).get("__metadata__");
    JsonNode manifest = new YAMLMapper().readTree(made(name).manifest().toFile());
    JsonNode hyperparameters = manifest.at("/training/hyperparameters");

    assertThat(metadata).hasSameSizeAs(hyperparameters);
    hyperparameters
        .properties()
        .forEach(
            set ->
                assertThat(metadata.get(set.getKey()).asText())
                    .as(set.getKey())
                    .isEqualTo(set.getValue().asText()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "digits"})
  void theMetricsFollowFromThePredictions(String name) throws Exception {
    Predictions predictions = Predictions.of(made(name).predictions());
    ExampleProject project = made(name);

    JsonNode manifest = new YAMLMapper().readTree(made(name).manifest().toFile());
    List<String> concepts = new ArrayList<>();
    manifest.at("/evaluation/concepts").forEach(concept -> concepts.add(concept.asText()));
    List<String> sought = concepts.size() == 2 ? concepts.subList(0, 1) : concepts;

    assertThat(predictions.classes()).isEqualTo(concepts);
    assertThat(project.metric("accuracy")).isCloseTo(predictions.accuracy(), within(1e-4));
    assertThat(project.metric("f1")).isCloseTo(predictions.f1(sought), within(1e-4));
    assertThat(project.metric("log_loss")).isCloseTo(predictions.logLoss(), within(1e-4));
    assertThat(project.metric("roc_auc")).isCloseTo(predictions.rocAuc(sought), within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({"breast-cancer,2", "digits,1"})
  void heldOutRowsDoNotTouchTheWeights(String name, int firstLine) throws Exception {
    ExampleProject changed = ExampleProject.copy(name, folder);
    List<String> lines = Files.readAllLines(changed.data());
    for (int id : Predictions.of(made(name).predictions()).ids()) {
      lines.set(id - 2 + firstLine, lines.get(id - 2 + firstLine).replaceAll("\\d+,", "1,"));
    }
    Files.write(changed.data(), lines);

    changed.made();

    assertThat(changed.weights()).hasSameBinaryContentAs(made(name).weights());
    assertThat(changed.metrics()).isNotEqualTo(made(name).metrics());
  }

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "digits"})
  void trainingForgetsWhatWasMeasuredOnEarlierWeights(String name) throws Exception {
    ExampleProject project = ExampleProject.copy(name, folder).made("epochs=1");

    assertThat(project.train("epochs=2").exitCode()).isZero();

    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/{metrics,predictions}.*");
    assertThat(folder.resolve("out/training.json")).content().contains("\"train_loss\": 0.");
  }

  /** The README, in the table of which the second column, the hyperparameters, is left out. */
  private static String readme(String name) throws Exception {
    return Files.readString(made(name).folder().resolve("README.md"))
        .replaceAll("(?m)^\\| ([\\w-]+)[^|]*\\| [^|]*\\|", "| $1 |");
  }

  private static String row(String setting, ExampleProject project) throws IOException {
    return project.metrics().values().stream()
        .map(value -> String.format(Locale.ROOT, "%.4f", value))
        .collect(Collectors.joining(" | ", "| " + setting + " | ", " |"));
  }

  private static JsonNode header(byte[] bytes) throws IOException {
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new ObjectMapper().readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
  }

  private static Map<String, JsonNode> tensors(JsonNode header) {
    return header.properties().stream()
        .filter(entry -> !entry.getKey().equals("__metadata__"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static byte[] tensorBytes(ExampleProject project) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(project.weights()));
    file.position(8 + (int) file.order(ByteOrder.LITTLE_ENDIAN).getLong(0));
    byte[] rest = new byte[file.remaining()];
    file.get(rest);
    return rest;
  }
}
