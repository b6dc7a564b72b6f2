package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.ModelName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {
  private static final ModelName NAME = ModelName.parse("acme/iris");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "a.gguf b.onnx c.safetensors d.pt, safetensors",
    "a.gguf b.onnx d.bin, onnx",
    "a.gguf d.bin, gguf",
    "d.bin e.pkl, pytorch",
    "d.pth, pytorch",
    "e.joblib f.pb, sklearn",
    "f.pb g.h5, tensorflow",
    "g.keras, keras",
    "h.tflite, tflite",
    "H.SAFETENSORS, safetensors"
  })
  void theFrameworkIsTheFirstThatLoadsAFile(String files, String framework) throws IOException {
    for (String file : files.split(" ", -1)) {
      write(file, "x");
    }
    assertThat(inferred()).isEqualTo(Map.of("framework", framework));
  }

  @Test
  void filesOfNoFrameworkTellNothing() throws IOException {
    write("data.csv", "1");
    assertThat(inferred()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LlamaForCausalLM, text-generation",
    "GPT2LMHeadModel, text-generation",
    "BertForSequenceClassification, text-classification",
    "BertForMaskedLM, fill-mask",
    "ViTForImageClassification, image-classification",
    "Wav2Vec2ForCTC, automatic-speech-recognition",
    "BertForQuestionAnswering, question-answering",
    "TapasForTableQuestionAnswering, table-question-answering"
  })
  void theArchitectureOfTheConfigTellsTheTask(String architecture, String task) throws IOException {
    write("model.safetensors", "x");
    write("config.json", "{\"architectures\": [\"" + architecture + "\"], \"model_type\": \"m\"}");
    assertThat(inferred())
        .isEqualTo(Map.of("framework", "safetensors", "architecture", architecture, "task", task));
  }

  @Test
  void theModelTypeStandsInForAMissingArchitecture() throws IOException {
    write("config.json", "{\"model_type\": \"bert\"}");
    assertThat(inferred()).isEqualTo(Map.of("architecture", "bert"));
  }

  @Test
  void whatTheManifestSaysIsNotInferred() throws IOException {
    write("model.yaml", "framework: mine\narchitecture: MyForCausalLM\n");
    write("model.safetensors", "x");
    write("config.json", "{\"architectures\": [\"OtherForMaskedLM\"]}");
    assertThat(inferred()).isEqualTo(Map.of("task", "text-generation"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "{\"architectures\": 3}",
        "{\"architectures\": [3]}",
        "{\"architectures\": [\"a\\nversion: 9\"]}",
        "{\"model_type\": \"\\u001b[31m\"}",
        "{\"architectures\": [], \"model_type\": null}"
      })
  void aConfigThatTellsNothingUsefulIsPassedOver(String config) throws IOException {
    write("config.json", config);
    assertThat(inferred()).isEmpty();
  }

  @Test
  void aConfigThatIsNoJsonIsNamedWhereItWouldHaveTold() throws IOException {
    write("config.json", "{\n  \"model_type\": \"bert\",,\n}");
    assertThat(draft().unparsed())
        .hasEntrySatisfying(
            new FilePath("config.json"),
            why -> assertThat(why).startsWith("config.json:2:24: not JSON: "));
    write("model.yaml", "architecture: MyForCausalLM\n");
    assertThat(draft().unparsed()).isEmpty();
  }

  /** A download that broke off, or a file that was never written to, looks like this. */
  @Test
  void weightsThatAreCutOffAreNamed() throws IOException {
    write("a.safetensors", "");
    write("b.gguf", "GGUF");
    write("c.bin", "");
    assertThat(draft().unparsed())
        .containsOnlyKeys(new FilePath("a.safetensors"), new FilePath("b.gguf"))
        .containsEntry(
            new FilePath("a.safetensors"),
            "the file is shorter than the 8 bytes of a header length");
  }

  @Test
  void aDatasetHasNoFramework() throws IOException {
    write("model.yaml", "kind: dataset\n");
    write("a.npy", "x");
    assertThat(inferred()).isEmpty();
  }

  @Test
  void aGgufNamesItsArchitecture() throws IOException {
    Files.write(directory.resolve("m.gguf"), gguf("llama"));
    assertThat(inferred()).isEqualTo(Map.of("framework", "gguf", "architecture", "llama"));
  }

  @Test
  void weightsAreSummedByTypeOverTheShardsOfOneFormat() throws IOException {
    Files.write(directory.resolve("m-1.safetensors"), safetensors("F16", 6));
    Files.write(directory.resolve("m-2.safetensors"), safetensors("F32", 4));
    Files.write(directory.resolve("m.gguf"), gguf("llama"));
    write("broken.safetensors", "x");
    Inspection inspection = new Folder(directory, (text, path) -> false).inspect(NAME);
    assertThat(inspection.weights())
        .containsOnlyKeys(
            new FilePath("broken.safetensors"),
            new FilePath("m-1.safetensors"),
            new FilePath("m-2.safetensors"),
            new FilePath("m.gguf"));
    assertThat(inspection.parametersByDtype()).isEqualTo(Map.of("F16", 6L, "F32", 4L));
    assertThat(inspection.parameters()).isEqualTo(10);
    assertThat(inspection.name()).isEqualTo(NAME);
  }

  @Test
  void aMissingCardIsMadeFromTheManifest() throws IOException {
    write("model.yaml", "summary: Tells irises apart.\nlicense: apache-2.0\n");
    write("sub/model.safetensors", "x");
    assertThat(card())
        .isEqualTo(
            """
            ---
            license: apache-2.0
            library_name: safetensors
            ---
            # acme/iris

            Tells irises apart.

            | | |
            |---|---|
            | Framework | safetensors |
            | Licence | apache-2.0 |

            ## How to load it

            ```sh
            git model pull acme/iris -o iris
            ```

            ```python
            from safetensors.numpy import load_file
            tensors = load_file("iris/sub/model.safetensors")
            ```
            """);
  }

  @Test
  void theCardLoadsAFileOfTheFrameworkThatTheManifestNames() throws IOException {
    write("model.yaml", "framework: onnx\n");
    write("model.onnx", "x");
    write("model.safetensors", "x");
    assertThat(card()).contains("InferenceSession(\"iris/model.onnx\")");
    write("model.yaml", "framework: pytorch\n");
    assertThat(card()).doesNotContain("python").contains("| Framework | pytorch |");
  }

  @Test
  void theUsersCardIsTaken() throws IOException {
    write("a.txt", "x");
    Path card = write("README.md", "mine");
    assertThat(draft().files())
        .filteredOn(f -> f.path().text().equals("README.md"))
        .singleElement()
        .satisfies(
            f -> assertThat(((Content.OnDisk) f.content()).file()).isEqualTo(card.toRealPath()));
  }

  private static byte[] safetensors(String dtype, int elements) {
    int bytes = elements * (dtype.equals("F16") ? 2 : 4);
    String header =
        "{\"t\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(dtype, elements, bytes);
    return ByteBuffer.allocate(8 + header.length() + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length())
        .put(header.getBytes(StandardCharsets.UTF_8))
        .array();
  }

  /** Version 3, no tensors, one metadata entry. */
  private static byte[] gguf(String architecture) {
    String key = "general.architecture";
    return ByteBuffer.allocate(24 + 8 + key.length() + 4 + 8 + architecture.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("GGUF".getBytes(StandardCharsets.US_ASCII))
        .putInt(3)
        .putLong(0)
        .putLong(1)
        .putLong(key.length())
        .put(key.getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putLong(architecture.length())
        .put(architecture.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private Draft draft() {
    return new Folder(directory, (text, path) -> false).draft(NAME);
  }

  private Map<String, String> inferred() {
    return draft().inferred();
  }

  private String card() {
    return draft().files().stream()
        .filter(f -> f.path().text().equals("README.md"))
        .map(f -> ((Content.Text) f.content()).text())
        .findFirst()
        .orElseThrow();
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
