package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The workflows that {@code init --ci} lays down, their scripts run one by one in a fresh clone, as
 * the runners of their hosts do for a pull request and for a merge.
 */
final class CiWorkflowsIT {
  @TempDir Path root;
  private Machine machine;
  private GitSandbox box;
  private GitSandbox author;
  private int runs;

  private void publishAndPropose(String metric) throws IOException {
    machine = Machine.in(root);
    box = machine.box();
    box =
        box.with(
            "PATH",
            ProgramUnderTest.checkout().resolve("src/launcher")
                + ":"
                + box.environment().get("PATH"));
    machine.folder("one", 1);
    machine.out("push", "one", "--name", MODEL, "--version", "1.0.0", "--metric", "f1=0.8");
    govern();
    box.run("clone", MODEL).ok();
    author = box.at(box.folder().resolve("iris"));
    git(author, "switch", "--quiet", "--create", "change");
    Path manifest = author.folder().resolve("model.yaml");
    Files.writeString(manifest, Machine.text(manifest).replace("epochs: 3", "epochs: 9"));
    Files.write(author.folder().resolve("model.safetensors"), ModelFolder.weights(7));
    Machine.write(author.folder().resolve("metrics.json"), "{\"f1\": " + metric + "}");
    propose("Train longer");
  }

  private void govern() {
    git(box, "clone", "--quiet", box.registry().resolve("registry.git").toString(), "policy");
    GitSandbox policy = box.at(box.folder().resolve("policy"));
    Machine.write(
        policy.folder().resolve("registry.yaml"),
        """
        policy:
          aliases:
            - aliases: [staging]
              require:
                metrics:
                  f1: {min: 0.75}
        """);
    git(policy, "add", "--all");
    git(policy, "commit", "--quiet", "-m", "Guard staging");
    git(policy, "push", "--quiet", "origin", "HEAD:main");
  }

  private void propose(String message) {
    git(author, "add", "--all");
    git(author, "commit", "--quiet", "-m", message);
    git(author, "push", "--quiet", "--set-upstream", "origin", "change");
  }

  private void merge() {
    git(author, "switch", "--quiet", "main");
    git(author, "merge", "--quiet", "--no-ff", "-m", "Merge a change", "change");
    git(author, "push", "--quiet", "origin", "main");
  }

  private static String git(GitSandbox at, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return at.tool(command.toArray(String[]::new)).ok().out();
  }

  /** A runner in a shallow checkout of a branch, with its host's variables. */
  private GitSandbox runner(Workflow workflow, String branch) {
    Path there = box.folder().resolve("runner-" + runs++);
    String origin = "file://" + box.repository(MODEL);
    git(box, "clone", "--quiet", "--depth", "1", "--branch", branch, origin, there.toString());
    GitSandbox runner = box.at(there);
    git(runner, "checkout", "--quiet", "--detach");
    return workflow.runner(runner);
  }

  /** All scripts up to the first that fails, which is the last in the list. */
  private static List<Run> play(GitSandbox runner, List<String> scripts) {
    List<Run> runs = new ArrayList<>();
    for (String script : scripts) {
      Run run = runner.tool("bash", "-e", "-o", "pipefail", "-c", script);
      runs.add(run);
      if (run.exit() != 0) {
        break;
      }
    }
    return runs;
  }

  private static Run last(List<Run> runs) {
    return runs.get(runs.size() - 1);
  }

  @Test
  void aChangeIsCheckedAndComparedAndReleasedOnceItIsMerged() throws IOException {
    publishAndPropose("0.9");
    Workflow workflow = Workflow.of("github");

    GitSandbox runner = runner(workflow, "change");
    assertThat(play(runner, workflow.check())).allSatisfy(Run::ok);
    assertThat(Machine.text(runner.folder().resolve("model-changes.md")))
        .startsWith("### " + MODEL + "@1.0.0 → HEAD (1.0.0)\n")
        .contains("| `epochs` | 3 | 9 |", "| f1 | 0.8 | 0.9 | +0.1 | better |", "| `weight` |");

    merge();
    GitSandbox main = runner(workflow, "main");
    assertThat(play(main, workflow.release())).allSatisfy(Run::ok);
    assertThat(box.run("resolve", MODEL + "@staging").ok().out()).isEqualTo(MODEL + "@1.0.1\n");
    assertThat(box.run("metrics", MODEL + "@1.0.1").ok().out()).isEqualTo("f1  0.9\n");
    assertThat(machine.git("show", "main:model.yaml")).contains("epochs: 9", "version: 1.0.1");
    String before = machine.git("for-each-ref");
    assertThat(play(main, workflow.release())).allSatisfy(Run::ok);
    assertThat(machine.git("for-each-ref")).isEqualTo(before);
    assertThat(box.run("audit", "verify", MODEL).ok().out()).contains("every ref as recorded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab", "jenkins"})
  void aChangeThatFailsAGateOrTheSchemaFailsTheJob(String host) throws IOException {
    publishAndPropose("0.7");
    Workflow workflow = Workflow.of(host);

    Run gate = last(play(runner(workflow, "change"), workflow.check())).exits(1);
    assertThat(gate.toString()).doesNotContain("hint: git model help");
    Files.writeString(author.folder().resolve("model.yaml"), "epochs: many\n");
    propose("Break it");
    Run schema = last(play(runner(workflow, "change"), workflow.check())).exits(2);
    assertThat(schema.out()).contains("model.yaml:1:1: epochs");
    String before = machine.git("for-each-ref", "refs/tags", "refs/aliases");
    merge();
    assertThat(last(play(runner(workflow, "main"), workflow.release())).exit()).isNotZero();
    assertThat(machine.git("for-each-ref", "refs/tags", "refs/aliases")).isEqualTo(before);
  }

  @Test
  void theFirstVersionHasNothingToBeComparedWith() throws IOException {
    publishAndPropose("0.9");
    machine.out("delete", MODEL + "@1.0.0", "--yes");
    Workflow workflow = Workflow.of("github");
    GitSandbox runner = runner(workflow, "change");

    assertThat(play(runner, workflow.check())).allSatisfy(Run::ok);
    assertThat(Machine.text(runner.folder().resolve("model-changes.md")))
        .isEqualTo("There is no version on main to compare with.\n");
  }
}
