package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The workflows against a registry that is nothing but bare repositories on a host, reached by its
 * address: a change is merged there as the host's own web pages do, without a word to the log.
 */
final class HostedCiIT {
  private static final String IRIS = "acme/iris";

  @TempDir Path root;
  private GitSandbox box;
  private Path bare;
  private SshHost sshd;
  private GitSandbox author;

  @BeforeEach
  void aHost() throws IOException {
    box = Machine.in(root).box();
    Path launcher = ProgramUnderTest.checkout().resolve("src/launcher");
    box = box.with("PATH", launcher + ":" + box.environment().get("PATH"));
    bare = root.resolve("srv/acme/iris.git");
    git(box, "init", "--quiet", "--bare", "--initial-branch=main", bare.toString());
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("git-lfs-transfer"), launcher.resolve("git-model"));
    sshd = SshHost.start(box, bin);
  }

  @AfterEach
  void stop() {
    sshd.close();
  }

  private static String git(GitSandbox at, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return at.tool(command.toArray(String[]::new)).ok().out();
  }

  /** Whose registry is at that address, of which the repository is {@code acme/iris}. */
  private GitSandbox at(String url) {
    return box.with("GIT_MODEL_REGISTRY", url.replace(IRIS, "{namespace}/{name}"));
  }

  private void published(GitSandbox user, String url) {
    new Machine(user).folder("one", 1);
    user.run("push", "one", "--name", IRIS, "--version", "1.0.0", "--metric", "f1=0.8").ok();
    git(user, "clone", "--quiet", url, "author");
    author = user.at(user.folder().resolve("author"));
  }

  private void proposed(String branch, int epochs) throws IOException {
    git(author, "switch", "--quiet", "--create", branch);
    Path manifest = author.folder().resolve("model.yaml");
    String text = Machine.text(manifest).replaceFirst("epochs: \\d+", "epochs: " + epochs);
    Files.writeString(manifest, text);
    Files.write(author.folder().resolve("model.safetensors"), ModelFolder.weights(epochs));
    Machine.write(author.folder().resolve("metrics.json"), "{\"f1\": 0." + (80 + epochs) + "}");
    git(author, "add", "--all");
    git(author, "commit", "--quiet", "-m", "Train " + epochs);
    git(author, "push", "--quiet", "origin", branch);
  }

  /** As the button of a host does: a merge commit by the host, with no parent but the two tips. */
  private void merged(String branch) {
    GitSandbox host = box.at(bare).with("GIT_COMMITTER_NAME", "Host");
    String commit =
        git(
                host,
                "commit-tree",
                branch + "^{tree}",
                "-p",
                "main",
                "-p",
                branch,
                "-m",
                "Merge pull request from " + branch)
            .strip();
    git(host, "update-ref", "refs/heads/main", commit, "main");
    git(author, "switch", "--quiet", "main");
    git(author, "pull", "--quiet");
  }

  /** All scripts of a job, in a shallow checkout of a branch. */
  private GitSandbox run(GitSandbox user, String url, Workflow workflow, Job job) {
    Path there = user.folder().resolve("runner-" + workflow.hashCode() + job.branch());
    git(user, "clone", "--quiet", "--depth=1", "--branch", job.branch(), url, there.toString());
    git(user.at(there), "checkout", "--quiet", "--detach");
    GitSandbox runner = workflow.runner(user.at(there));
    for (String script : job.scripts()) {
      runner.tool("bash", "-e", "-o", "pipefail", "-c", script).ok();
    }
    return runner;
  }

  private record Job(String branch, List<String> scripts) {}

  private void proposedMergedAndReleased(GitSandbox user, String url, String host, int number)
      throws IOException {
    Workflow workflow = Workflow.of(host);
    proposed("change-" + number, number + 3);
    GitSandbox check = run(user, url, workflow, new Job("change-" + number, workflow.check()));
    assertThat(Machine.text(check.folder().resolve("model-changes.md")))
        .contains("| `epochs` | " + (number + 2) + " | " + (number + 3) + " |");
    merged("change-" + number);
    assertThat(user.run("audit", "verify", IRIS).exits(1).out()).contains("refs/heads/main");

    run(user, url, workflow, new Job("main", workflow.release()));

    String version = "1.0." + number;
    assertThat(user.run("resolve", IRIS + "@staging").ok().out())
        .isEqualTo(IRIS + "@" + version + "\n");
    assertThat(user.run("metrics", IRIS + "@" + version).ok().out())
        .isEqualTo("f1  0." + (83 + number) + "\n");
    assertThat(user.run("audit", "verify", IRIS).ok().out()).contains("every ref as recorded");
    assertThat(user.run("audit", IRIS).ok().out()).contains("push.observed");
    git(author, "pull", "--quiet");
  }

  @Test
  void whatIsMergedOnAHostReachedByAPathIsReleasedAndTheLogIsWhole() throws IOException {
    String url = "file://" + bare;
    GitSandbox user = at(url);
    published(user, url);

    proposedMergedAndReleased(user, url, "github", 1);
    proposedMergedAndReleased(user, url, "jenkins", 2);
    whatIsOnTheHostIsTheHostsToFree(user);
  }

  private void whatIsOnTheHostIsTheHostsToFree(GitSandbox user) {
    assertThat(user.run("delete", IRIS + "@1.0.0", "--yes").ok().err())
        .contains("warning: the host keeps its own copies of the large files until");
    user.run("pull", IRIS + "@1.0.1", "-o", "pulled").ok();
    Run gc = user.run("gc").ok();
    assertThat(gc.out()).contains("in 1 model on this machine");
    assertThat(gc.err()).contains("git model gc --copies drops them");
  }

  @Test
  void theSameOverSsh() throws IOException {
    String url = sshd.url(bare);
    GitSandbox user = sshd.as("ada", at(url));
    // Each of git-lfs's transfers at a time is a login and a program on the host.
    git(user, "config", "--global", "lfs.concurrenttransfers", "1");
    published(user, url);

    proposedMergedAndReleased(user, url, "gitlab", 1);
    assertThat(user.run("verify", IRIS).ok().out()).contains("all well");
  }
}
