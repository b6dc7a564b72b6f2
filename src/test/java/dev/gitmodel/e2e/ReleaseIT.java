package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code release} of what stock git brought to main, as a runner finds it. */
final class ReleaseIT {
  @TempDir Path root;
  private Machine machine;
  private GitSandbox box;
  private GitSandbox clone;

  @BeforeEach
  void publishAndClone() {
    machine = Machine.in(root);
    box = machine.box();
    machine.folder("one", 1);
    machine.out("push", "one", "--name", MODEL, "--version", "1.0.0", "--metric", "f1=0.7");
    box.run("clone", MODEL).ok();
    clone = box.at(box.folder().resolve("iris"));
  }

  private String git(String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return clone.tool(command.toArray(String[]::new)).ok().out();
  }

  /** What a reviewed change leaves on main of the registry. */
  private void merged(String version, long weights) throws IOException {
    Path manifest = clone.folder().resolve("model.yaml");
    Files.writeString(
        manifest, Machine.text(manifest).replaceFirst("version: .*", "version: " + version));
    Files.write(clone.folder().resolve("model.safetensors"), ModelFolder.weights(weights));
    git("commit", "--quiet", "--all", "-m", "Train on more");
    git("push", "--quiet", "origin", "HEAD:main");
  }

  @Test
  void whatIsOnMainBecomesTheVersionThatItsManifestNames() throws IOException {
    merged("1.1.0", 2);
    Machine.write(clone.folder().resolve("metrics.json"), "{\"f1\": 0.8}");

    String said =
        clone.run("release", "--alias", "staging", "--metrics", "metrics.json").ok().out();

    assertThat(said).startsWith("Released " + MODEL + "@1.1.0\n").contains("staging → " + MODEL);
    assertThat(machine.revision("v1.1.0^{commit}")).isEqualTo(git("rev-parse", "HEAD").strip());
    assertThat(machine.git("cat-file", "-t", "v1.1.0")).isEqualTo("tag\n");
    String digest = box.run("resolve", MODEL + "@1.1.0", "--field", "digest").ok().out().strip();
    assertThat(machine.git("tag", "-n9", "--list", "v1.1.0")).contains("Model-Digest: " + digest);
    assertThat(box.run("resolve", MODEL + "@staging").ok().out()).isEqualTo(MODEL + "@1.1.0\n");
    assertThat(box.run("diff", MODEL + "@1.0.0", MODEL).ok().out())
        .contains("tensors: 1 changed", "f1  0.7 → 0.8");
    assertThat(machine.git("notes", "--ref=tensors", "show", "v1.1.0^{commit}")).contains("weight");
    assertThat(box.run("verify", MODEL + "@1.1.0", "--deep").ok().out()).contains("all well");
    assertThat(machine.git("log", "-1", "--format=%s%n%an", "refs/audit/log"))
        .isEqualTo("release 1.1.0 on main\nAda Lovelace\n");
  }

  @Test
  void releasedAgainItIsSuccessAndWritesNothing() throws IOException {
    merged("1.1.0", 2);
    clone.run("release", "--alias", "staging").ok();
    String before = machine.git("for-each-ref");

    assertThat(clone.run("release", "--alias", "staging", "--bump", "patch").ok().out())
        .startsWith("Nothing to do: " + MODEL + "@1.1.0 is released already");
    assertThat(machine.git("for-each-ref")).isEqualTo(before);
  }

  @Test
  void aNumberThatIsTakenIsBumpedInACommitOfItsOwn() throws IOException {
    merged("1.0.0", 2);
    assertThat(clone.run("release").exits(4).err())
        .contains(MODEL + " 1.0.0 is published already, from another commit", "--bump patch");
    String head = git("rev-parse", "HEAD").strip();

    assertThat(clone.run("release", "--bump", "minor", "--dry-run").ok().out())
        .startsWith("Would release " + MODEL + "@1.1.0");
    assertThat(clone.run("release", "--bump", "minor").ok().out())
        .startsWith("Released " + MODEL + "@1.1.0")
        .contains("git pull");

    assertThat(machine.revision("main^")).isEqualTo(head);
    assertThat(machine.git("show", "main:model.yaml")).contains("version: 1.1.0");
    assertThat(machine.revision("main")).isEqualTo(machine.revision("v1.1.0^{commit}"));
    assertThat(clone.run("release", "--bump", "minor").ok().out())
        .startsWith("Nothing to do: " + MODEL + "@1.1.0");
    git("pull", "--quiet");
    assertThat(clone.run("release", "--bump", "minor").ok().out()).startsWith("Nothing to do: ");
  }

  @Test
  void aShallowCheckoutWithoutABranchOrWeightsIsEnough() throws IOException {
    merged("1.1.0", 2);
    Path there = box.folder().resolve("runner");
    String url = "file://" + box.repository(MODEL);
    GitSandbox lazy = box.with("GIT_LFS_SKIP_SMUDGE", "1");
    lazy.tool("git", "clone", "--quiet", "--depth", "1", url, there.toString()).ok();
    GitSandbox runner = lazy.at(there);
    runner.tool("git", "checkout", "--quiet", "--detach").ok();

    assertThat(runner.run("release").ok().out()).startsWith("Released " + MODEL + "@1.1.0");
    assertThat(box.run("verify", MODEL + "@1.1.0", "--deep").ok().out()).contains("all well");
  }

  @Test
  void whatIsNotOnMainIsRefused() throws IOException {
    Path manifest = clone.folder().resolve("model.yaml");
    Files.writeString(manifest, Machine.text(manifest).replace("1.0.0", "1.1.0"));
    assertThat(clone.run("release").exits(4).err()).contains("not committed: model.yaml");
    git("commit", "--quiet", "--all", "-m", "Only here");
    String before = machine.git("for-each-ref");

    assertThat(clone.run("release").exits(1).err())
        .contains("HEAD is not on main of " + MODEL, "git push origin HEAD:main");
    git("checkout", "--quiet", "v1.0.0");
    assertThat(clone.run("release").ok().out()).contains("is released already");
    assertThat(machine.git("for-each-ref")).isEqualTo(before);
  }

  @Test
  void weightsThatTheRegistryDoesNotHaveAreRefused() throws IOException {
    Path manifest = clone.folder().resolve("model.yaml");
    Files.writeString(manifest, Machine.text(manifest).replace("1.0.0", "1.1.0"));
    Files.write(clone.folder().resolve("model.safetensors"), ModelFolder.weights(5));
    git("commit", "--quiet", "--all", "-m", "Weights stay here");
    git("push", "--quiet", "--no-verify", "origin", "HEAD:main");

    assertThat(clone.run("release").exits(1).err())
        .contains("does not have the large file model.safetensors", "git lfs push --all origin");
    git("lfs", "push", "--all", "origin");
    clone.run("release").ok();
  }

  @Test
  void aSignedReleaseIsVerifiedByStockGit() throws IOException {
    machine.signs();
    merged("1.1.0", 2);

    clone.run("release", "--sign", "--metric", "f1=0.9").ok();

    assertThat(machine.stock("tag", "-v", "v1.1.0").ok().err()).contains("Good \"git\" signature");
    assertThat(machine.git("notes", "--ref=metrics", "show", "v1.1.0^{commit}"))
        .isEqualTo("f1: 0.9\n");
  }

  @Test
  void whoeverHasNoNameIsRefused() throws IOException {
    merged("1.1.0", 2);
    git("config", "--global", "--remove-section", "user");

    assertThat(clone.run("release").exits(2).err()).contains("Git does not know who you are");
    clone
        .with("GIT_COMMITTER_NAME", "CI")
        .with("GIT_COMMITTER_EMAIL", "ci@example.org")
        .run("release")
        .ok();
    assertThat(machine.git("log", "-1", "--format=%an", "refs/audit/log")).isEqualTo("CI\n");
  }
}
