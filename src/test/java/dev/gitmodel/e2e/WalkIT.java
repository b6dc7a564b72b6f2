package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing, finding and the program itself, as a user types it at the real program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WalkIT {
  private Walk walk;
  private Machine machine;
  private GitSandbox box;

  /** Tests that change something do it to models of their own. */
  @BeforeAll
  void publish(@TempDir Path root) {
    walk = new Walk(root);
    machine = walk.machine;
    box = walk.box;
  }

  private static Object json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void initLaysDownAFolderAndOverwritesNothing() {
    Run first = box.run("init", "fresh").ok();
    Run again = box.run("init", "fresh").ok();

    assertThat(first.out()).startsWith("Wrote model.yaml, README.md, .gitattributes, .gitignore");
    assertThat(again.out()).startsWith("Nothing to do");
    assertThat(Machine.text(box.folder().resolve("fresh/model.yaml"))).contains("name: fresh");
    assertThat(box.run("validate", "fresh").exit()).isZero();
  }

  @Test
  void createMakesAModelOnce() {
    assertThat(machine.out("create", "acme/tickets", "--kind", "dataset"))
        .isEqualTo("Created the dataset acme/tickets\n");
    assertThat(box.run("create", "acme/tickets").exits(4).err()).contains("is already there");
    Map<?, ?> error = (Map<?, ?>) json(box.run("create", "acme/tickets", "--json").exits(4).err());
    assertThat((Map<?, ?>) error.get("error")).extracting("problem").isEqualTo("EXISTS");
  }

  @Test
  void inspectShowsWhatAPushWouldPublish() {
    String folder = machine.folder("seed1", 1).toString();

    assertThat(machine.out("inspect", folder))
        .startsWith("iris@")
        .containsPattern("framework +safetensors +\\(inferred\\)")
        .containsPattern("architecture +TinyClassifier +\\(inferred\\)")
        .containsPattern("parameters +16,256 +F32")
        .containsPattern("model.safetensors +65\\.5 kB +LFS");
  }

  @Test
  void aConfigThatIsNoJsonIsAWarning() throws IOException {
    Path folder = machine.folder("config", 1);
    Files.writeString(folder.resolve("config.json"), "{]");

    String[] push = {"push", folder.toString(), "--name", MODEL, "--version", "7.0.0", "--dry-run"};
    for (String[] line : new String[][] {{"inspect", folder.toString()}, push}) {
      assertThat(box.run(line).ok().err())
          .startsWith("warning: config.json could not be read: config.json:1:2: not JSON: ")
          .hasLineCount(1);
    }
    assertThat(machine.out("inspect", folder.toString(), "--json"))
        .contains("\"config.json\": \"config.json:1:2: not JSON: ");
  }

  @Test
  void inspectNeedsNoIdentityAndAPushDoes() {
    String folder = machine.folder("seed1", 1).toString();
    GitSandbox nobody = box.with("HOME", box.root().resolve("nobody").toString());

    assertThat(nobody.run("inspect", folder).ok().out()).startsWith("iris@");
    assertThat(nobody.run("push", folder).exits(2).err()).contains("git config --global user.name");
  }

  @Test
  void aDryRunOfAPushChangesNothing() {
    String before = machine.git("for-each-ref");

    assertThat(walk.push(MODEL, 3, "--dry-run"))
        .startsWith("Would push " + MODEL + "@1.1.1\n")
        .contains("7 files");
    assertThat(machine.git("for-each-ref")).isEqualTo(before);
  }

  @Test
  void theSameBytesAgainAreSuccessAndOthersAreRefused() {
    assertThat(walk.push(MODEL, 1, "--version", "1.0.0")).startsWith("Nothing to do: " + MODEL);
    Run other =
        box.run(
            "push", machine.folder("seed2", 2).toString(), "--name", MODEL, "--version", "1.0.0");

    assertThat(other.exits(4).err())
        .contains("1.0.0 is already published with other content", "hint: ");
  }

  @Test
  void listFindsByEveryFilter() {
    assertThat(machine.out("list", "--search", "small classifier", "--framework", "safetensors"))
        .contains(MODEL + "@1.1.0", "A small classifier.");
    assertThat(
            machine.out(
                "list",
                "--task",
                "text-classification",
                "--license",
                "apache-2.0",
                "--kind",
                "model",
                "--sort",
                "size",
                "--limit",
                "50"))
        .contains(MODEL);
    assertThat(box.run("list", "--framework", "onnx").ok().out()).isEmpty();
    assertThat(box.run("list", "--sort", "age").exits(2).err()).contains("'age' is not an order");
  }

  @Test
  void infoAndVersionsShowTheRecord() {
    assertThat(machine.out("info", MODEL + "@1.0.0"))
        .startsWith(MODEL + "@1.0.0\n")
        .containsPattern("aliases +champion")
        .containsPattern("published +.* by Ada Lovelace <ada@example.org>")
        .containsPattern("f1 +0\\.7");
    assertThat(machine.out("versions", MODEL, "--sort", "f1", "--desc").lines())
        .element(1)
        .asString()
        .startsWith("1.1.0 ");
    assertThat(box.run("info", MODEL + "@9.9.9").exits(3).err()).contains("hint: ");
  }

  @Test
  void resolveAnswersForNowAndThen() {
    assertThat(machine.out("resolve", MODEL)).isEqualTo(MODEL + "@1.1.0\n");
    assertThat(machine.out("resolve", MODEL + "@champion", "--at", "2100-01-01"))
        .isEqualTo(MODEL + "@1.0.0\n");
    assertThat(box.run("resolve", MODEL, "--at", "2000-01-01").exits(3).err())
        .contains("was not there yet");
    String digest = machine.out("resolve", MODEL + "@1.0.0", "--field", "digest").strip();
    assertThat(machine.out("resolve", MODEL + "@" + digest)).isEqualTo(MODEL + "@1.0.0\n");
    assertThat(box.run("resolve", "acme/nothing").exits(3).out()).isEmpty();
    assertThat(box.run("resolve", "Acme/Nothing").exits(2).out()).isEmpty();
  }

  @Test
  void pullIsPartialResumedAndCareful() throws IOException {
    Path out = box.folder().resolve("out");

    assertThat(machine.out("pull", MODEL + "@1.0.0", "-o", "out", "--include", "*.json"))
        .contains(": 1 file, ");
    assertThat(machine.out("pull", MODEL + "@1.0.0", "-o", "out")).contains("1 there already");
    Machine.write(out.resolve("config.json"), "mine\n");
    assertThat(box.run("pull", MODEL + "@1.1.0", "-o", "out").exits(4).err())
        .contains("local changes would be lost", "config.json", "--force");
    assertThat(Machine.text(out.resolve("config.json"))).isEqualTo("mine\n");
    machine.out("pull", MODEL + "@1.1.0", "-o", "out", "--force");
    assertThat(Machine.sha256(out.resolve("model.safetensors")))
        .isEqualTo(Machine.sha256(machine.folder("seed2", 2).resolve("model.safetensors")));
    Files.delete(out.resolve("model.safetensors"));
    assertThat(machine.out("pull", MODEL + "@1.1.0", "-o", "out")).contains(": 1 file, 65.5 kB");
  }

  @Test
  void pathIsAFolderThatCodeCanLoad() {
    Path path = Path.of(machine.out("path", MODEL + "@champion").strip());

    assertThat(path).isDirectory().startsWith(box.home().resolve(".cache"));
    assertThat(path.resolve("model.safetensors")).isRegularFile();
  }

  @Test
  void helpCompletionAndConfigSpeakOfEveryVerb() {
    assertThat(machine.out("help", "push")).startsWith("Usage: git model push [DIR]");
    assertThat(machine.out("help")).contains("experiment promote", "rollback", "doctor");
    assertThat(machine.out("completion", "bash")).contains("git-model", "rollback");
    assertThat(box.run("completion", "tcsh").exits(2).out()).isEmpty();
    assertThat(machine.out("config")).contains(box.registry().toString(), "GIT_MODEL_REGISTRY");
    assertThat(box.run("helpp").exits(2).err()).contains("did you mean: git model help");
  }

  @Test
  void installPutsItBehindGitWithItsManual() {
    Path prefix = box.home().resolve(".local");
    assertThat(machine.out("install", "--prefix", prefix.toString(), "--dry-run"))
        .contains(prefix + "/bin/git-model\n", "Would install ");
    assertThat(prefix.resolve("bin/git-model")).doesNotExist();
    assertThat(box.run("install", "--prefix", prefix.toString()).ok().out())
        .startsWith("Installed ");
    GitSandbox user =
        box.with("PATH", prefix.resolve("bin") + ":" + box.environment().get("PATH"))
            .with("MANPATH", prefix.resolve("share/man").toString());

    assertThat(user.tool("git", "model", "resolve", MODEL).ok().out())
        .isEqualTo(MODEL + "@1.1.0\n");
    assertThat(user.tool("git", "help", "model-push").ok().out())
        .contains("GIT-MODEL-PUSH(1)", "--experiment");
    assertThat(user.tool("git", "help", "model-experiment-promote").ok().out())
        .contains("EXIT STATUS");
    assertThat(
            user.tool("bash", "-lc", completing("bash-completion/completions/git-model"))
                .ok()
                .out())
        .isEqualTo("rollback\n");
    assertThat(machine.out("uninstall", "--prefix", prefix.toString(), "--dry-run"))
        .contains("Would remove ");
    assertThat(prefix.resolve("bin/git-model")).exists();
    assertThat(machine.out("uninstall", "--prefix", prefix.toString())).startsWith("Removed ");
    assertThat(user.tool("git", "model", "resolve", MODEL).exit()).isEqualTo(1);
  }

  /** What bash offers behind {@code git-model rollb}. */
  private String completing(String script) {
    return "source "
        + box.home().resolve(".local/share").resolve(script)
        + "; COMP_WORDS=(git-model rollb); COMP_CWORD=1; _complete_git-model;"
        + " echo ${COMPREPLY[@]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "info acme/iris@1.0.0",
        "versions acme/iris",
        "resolve acme/iris",
        "path acme/iris@champion",
        "verify acme/iris",
        "compare acme/iris 1.0.0 1.1.0",
        "metrics acme/iris@1.0.0",
        "history acme/iris",
        "describe acme/iris@1.0.0",
        "alias acme/iris",
        "gate acme/iris@1.0.0",
        "experiment list acme/iris",
        "audit acme/iris",
        "audit verify acme/iris",
        "gc acme/iris --dry-run",
        "doctor acme/iris",
        "config",
        "inspect seed1",
        "validate seed1",
        "push seed1 --name acme/iris --version 1.0.0",
        "rollback acme/iris champion --to 1.0.0 --dry-run",
        "delete acme/iris@1.0.0 --dry-run"
      })
  void whatShowsSomethingShowsItAsJson(String line) {
    String out = machine.out((line + " --json").split(" "));

    assertThat(json(out)).isInstanceOf(Map.class);
  }
}
