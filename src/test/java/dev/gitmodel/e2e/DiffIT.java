package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What changed between versions: by git-model, and by stock git with its help. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DiffIT {
  private Machine machine;
  private GitSandbox box;

  /** 1.0.0; 1.1.0 with one byte of its weights changed; 1.2.0 as stock git publishes. */
  @BeforeAll
  void publishThree(@TempDir Path root) throws IOException {
    Machine plain = Machine.in(root);
    // Where an installed program is: Git calls it by its name.
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("git-model"), Path.of(ProgramUnderTest.command().get(0)));
    String path = bin + ":" + plain.box().environment().get("PATH");
    machine = new Machine(plain.box().with("PATH", path));
    box = machine.box();
    push("one", 1, "--version", "1.0.0", "--metric", "f1=0.8");
    Path two = machine.folder("two", 1);
    byte[] weights = Files.readAllBytes(two.resolve("model.safetensors"));
    weights[weights.length - 1] ^= 1;
    Files.write(two.resolve("model.safetensors"), weights);
    Path manifest = two.resolve("model.yaml");
    Machine.write(manifest, Machine.text(manifest).replace("epochs: 3", "epochs: 4"));
    machine.out(
        "push", two.toString(), "--name", MODEL, "--version", "1.1.0", "--metric", "f1=0.9");
    push("three", 3, "--version", "1.2.0");
    withoutTensors("1.2.0");
  }

  private void push(String folder, long seed, String... more) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("push", machine.folder(folder, seed).toString(), "--name", MODEL));
    words.addAll(List.of(more));
    machine.out(words.toArray(String[]::new));
  }

  /** As a version that a program without this record published. */
  private void withoutTensors(String version) {
    machine.stock("notes", "--ref=tensors", "remove", "v" + version + "^{commit}").ok();
  }

  @Test
  void aDiffNamesTheHyperparameterTheTensorAndTheMetric() {
    assertThat(machine.out("diff", MODEL + "@1.0.0", MODEL + "@1.1.0"))
        .isEqualTo(
            """
            acme/iris@1.0.0 → 1.1.0
            hyperparameters
              ~ epochs  3 → 4
            files
              ~ model.safetensors  65.5 kB → 65.5 kB
            tensors: 1 changed, 0 unchanged
              ~ weight  changed  F32 [127, 128]  5.5 % of 65.0 kB
            metrics
              ~ f1  0.8 → 0.9  +0.1  better
            """);
  }

  @Test
  void whatStockGitPublishedIsReadFromItsWeights() {
    assertThat(machine.out("diff", MODEL + "@1.1.0", MODEL + "@1.2.0"))
        .contains("tensors: 1 changed, 0 unchanged\n", "100 % of 65.0 kB\n");
  }

  @Test
  void theRecordIsANoteThatStockGitShowsAndThatTheWeightsProve() throws IOException {
    byte[] file = Files.readAllBytes(box.folder().resolve("one/model.safetensors"));
    Path tensor = box.folder().resolve("tensor");
    Files.write(tensor, Arrays.copyOfRange(file, 512, file.length));

    List<String> lines =
        machine.git("notes", "--ref=tensors", "show", "v1.0.0^{commit}").lines().toList();

    assertThat(lines).hasSize(2);
    Map<?, ?> head = (Map<?, ?>) Json.read(lines.get(0).getBytes(StandardCharsets.UTF_8));
    Map<?, ?> weight = (Map<?, ?>) Json.read(lines.get(1).getBytes(StandardCharsets.UTF_8));
    assertThat(head.get("weights"))
        .isEqualTo("sha256:" + Machine.sha256(box.folder().resolve("one/model.safetensors")));
    assertThat(weight.get("name")).isEqualTo("weight");
    assertThat(weight.get("sha256")).isEqualTo(Machine.sha256(tensor));
    assertThat(machine.git("log", "--format=%s", "refs/notes/tensors"))
        .contains("version.publish 1.0.0");
  }

  @Test
  void theRecordCameInTheTransactionOfItsVersion() {
    assertThat(machine.git("log", "--format=%B", "refs/audit/log"))
        .containsPattern("publish 1\\.0\\.0[^\\x00]*Ref: refs/notes/tensors 0{40} [0-9a-f]{40}");
    assertThat(machine.out("verify", MODEL + "@1.0.0", "--deep")).contains("all well");
  }

  @Test
  void stockGitDiffShowsFieldsAndTensorsInAClone() throws IOException {
    GitSandbox clone = cloned("clone");
    Run plain = clone.tool("git", "diff", "v1.0.0", "v1.1.0").ok();
    assertThat(plain.out()).contains("-oid sha256:").doesNotContain("tensor weight");

    Run init = clone.run("init").ok();

    assertThat(init.err()).contains("set diff.git-model.textconv, diff.lfs.textconv");
    String diff = clone.tool("git", "diff", "v1.0.0", "v1.1.0").ok().out();
    assertThat(diff)
        .contains("-training.hyperparameters.epochs: 3\n+training.hyperparameters.epochs: 4\n")
        .containsPattern("-tensor weight F32 \\[127, 128\\] 65024 bytes sha256:[0-9a-f]{16}\n")
        .containsPattern("\\+tensor weight F32 \\[127, 128\\] 65024 bytes sha256:[0-9a-f]{16}\n")
        .doesNotContain("-oid", "Binary files");
    assertThat(clone.tool("git", "log", "-p", "-1", "v1.1.0").ok().out())
        .contains("+training.hyperparameters.epochs: 4\n");
  }

  @Test
  void aCommentInTheWorkTreeIsNoDifferenceAndAFieldIsOne() throws IOException {
    GitSandbox clone = cloned("work-clone");
    clone.run("init").ok();
    Path manifest = clone.folder().resolve("model.yaml");
    Files.writeString(manifest, "# why\n" + Files.readString(manifest));
    assertThat(clone.tool("git", "diff", "--", "model.yaml").ok().out())
        .doesNotContain("why", "summary");
    Files.writeString(
        manifest, Files.readString(manifest).replace("A small classifier.", "A larger one."));
    assertThat(clone.tool("git", "diff", "--", "model.yaml").ok().out())
        .contains("-summary: A small classifier.\n+summary: A larger one.\n");
  }

  @Test
  void aPointerStandsForItsObjectWhereThatWasFetched() {
    GitSandbox clone = cloned("lean-clone").with("GIT_LFS_SKIP_SMUDGE", "1");
    clone.run("init").ok();
    assertThat(clone.tool("git", "diff", "v1.0.0", "v1.1.0").ok().out())
        .contains(" 65536 bytes\n", " not here: git lfs pull gets it\n")
        .doesNotContain("tensor weight");

    clone.tool("git", "lfs", "fetch", "--all").ok();

    assertThat(clone.tool("git", "diff", "v1.0.0", "v1.1.0").ok().out())
        .contains("+tensor weight F32 [127, 128] 65024 bytes sha256:")
        .doesNotContain("not here");
  }

  /** Without the weights of any version: Git asks for what it shows. */
  private GitSandbox cloned(String into) {
    Path clone = box.folder().resolve(into);
    String url = "file://" + box.repository(MODEL);
    box.with("GIT_LFS_SKIP_SMUDGE", "1")
        .tool("git", "clone", "--quiet", url, clone.toString())
        .ok();
    return box.at(clone);
  }
}
