package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone whose commits and pushes our hooks look at, and stock git that obeys them. */
final class ClientHooksIT {
  @TempDir Path root;
  private Machine machine;
  private GitSandbox box;
  private Path bare;
  private GitSandbox clone;

  @BeforeEach
  void aClone() {
    machine = Machine.in(root);
    box = machine.box();
    bare = root.resolve("srv/iris.git");
    box.tool("git", "init", "-q", "--bare", "-b", "main", bare.toString()).ok();
    Path folder = box.folder().resolve("clone");
    box.tool("git", "clone", "-q", "file://" + bare, folder.toString()).ok();
    clone = box.at(folder);
  }

  private void write(String file, String text) {
    Machine.write(clone.folder().resolve(file), text);
  }

  private Run git(String... args) {
    return clone.tool(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("git"), java.util.Arrays.stream(args))
            .toArray(String[]::new));
  }

  private void refused(Run run, String words) {
    assertThat(run.exit()).as("%s", run).isNotZero();
    assertThat(run.err()).contains(words);
  }

  @Test
  void initOutsideOfARepositoryLaysNothingDown() {
    assertThat(box.run("init", "nowhere", "--hooks").exits(3).err()).contains("git init");
    assertThat(box.folder().resolve("nowhere")).doesNotExist();
  }

  @Test
  void initLaysModelAndHooksAndBothAreObeyed() {
    assertThat(clone.run("init", "--name", "iris", "--hooks").ok().out())
        .contains("Put pre-commit, commit-msg, pre-push into ");
    write("model.yaml", "name: iris\nversion: 1.0.0\n");
    git("add", ".").ok();
    git("commit", "-q", "-m", "Begin").ok();

    write("model.yaml", "name: iris\nverson: 1.0.0\n");
    git("add", ".").ok();
    write("model.yaml", "name: iris\nversion: 1.0.0\n");
    refused(git("commit", "-m", "as the index has it"), "model.yaml:2:1: verson");

    git("add", ".").ok();
    write("plain.pt", "weights");
    git(
            "-c",
            "filter.lfs.clean=cat",
            "-c",
            "filter.lfs.process=",
            "-c",
            "filter.lfs.required=false",
            "add",
            "plain.pt")
        .ok();
    refused(git("commit", "-m", "plain"), "plain.pt: would be committed with its 7 bytes");
    git("rm", "-q", "-f", "--cached", "plain.pt").ok();

    write("model.yaml", "name: iris\nversion: 1.0.0\nmetadata: {api_key: abc}\n");
    git("add", "model.yaml").ok();
    refused(git("commit", "-m", "secret"), "model.yaml: metadata.api_key: holds what looks like");
    write("model.yaml", "name: iris\nversion: 1.1.0\n");
    git("add", "model.yaml").ok();
    refused(
        git("commit", "-m", "Release\n\nModel-Version: 1.2.0"),
        "Model-Version: says 1.2.0, and model.yaml 1.1.0");
    git("commit", "-q", "-m", "Release\n\nModel-Version: 1.1.0").ok();
  }

  @Test
  void aPushSendsLargeFilesAndRefusesHalfAVersion() throws IOException {
    clone.run("hook", "install").ok();
    BareHost.commit(clone, "1.0.0", 1);
    git("tag", "v1.0.0").ok();
    refused(git("push", "origin", "main", "v1.0.0"), "refs/tags/v1.0.0: is not an annotated tag");

    git("tag", "-f", "-a", "-m", "iris", "v1.0.0").ok();
    git("push", "-q", "origin", "main", "v1.0.0").ok();
    assertThat(Registry.of(box.withRegistry(root.resolve("srv")), "iris").objects()).hasSize(1);

    BareHost.commit(clone, "1.1.0", 2);
    Path object = onlyNewObject();
    byte[] bytes = Files.readAllBytes(object);
    Files.delete(object);
    refused(git("push", "origin", "main"), "model.safetensors: stands for sha256:");
    Files.write(object, bytes);
    git("push", "-q", "origin", "main").ok();
  }

  private Path onlyNewObject() {
    return Machine.object(
        clone.folder().resolve(".git"), clone.folder().resolve("model.safetensors"));
  }

  @Test
  void anothersHookIsNamedAndNeverWrittenOver() throws IOException {
    Path hook = clone.folder().resolve(".git/hooks/pre-commit");
    Machine.write(hook, "#!/bin/sh\nexit 0\n");
    Run install = clone.run("hook", "install").exits(4);

    assertThat(install.err())
        .contains("pre-commit is somebody else's hook, and was left alone")
        .contains("call ours from it: git-model hook pre-commit \"$@\" || exit 1");
    assertThat(hook).hasContent("#!/bin/sh\nexit 0\n");
    assertThat(clone.folder().resolve(".git/hooks/commit-msg")).exists();
  }

  @Test
  void installingTwiceIsInstallingOnceAndARehearsalWritesNothing() throws IOException {
    assertThat(clone.run("hook", "install", "--dry-run").ok().out()).startsWith("Would put ");
    assertThat(clone.folder().resolve(".git/hooks/pre-commit")).doesNotExist();
    clone.run("hook", "install").ok();
    assertThat(clone.run("hook", "install").ok().out()).startsWith("Nothing to do");
  }

  @Test
  void theHooksPathIsObeyed() {
    git("config", "core.hooksPath", "tools/hooks").ok();
    clone.run("hook", "install").ok();
    assertThat(clone.folder().resolve("tools/hooks/pre-commit")).isExecutable();
    assertThat(clone.folder().resolve(".git/hooks/pre-commit")).doesNotExist();

    write("model.yaml", "nonsense: 1\n");
    git("add", "model.yaml").ok();
    refused(git("commit", "-m", "x"), "nonsense");
  }

  @Test
  void aRepositoryThatCanBeNoModelGetsNoHooksOfAHost() {
    Run install = clone.run("hook", "install", "--server");
    assertThat(install.exit()).isEqualTo(2);
    assertThat(install.err()).contains("a bare repository NAME.git holds a model");
    assertThat(box.run("hook", "install").exits(3).err()).contains("no Git repository around");
    assertThat(box.run("hook", "pre-lunch").exits(2).err()).contains("is not a hook of git-model");
  }

  @Test
  void aHandMadeTagIsNoticedAndTakenIntoTheLogByItsTagger() {
    machine.out(
        "push", machine.folder("one", 1).toString(), "--name", "iris", "--version", "1.0.0");
    Path folder = box.folder().resolve("theirs");
    box.tool("git", "clone", "-q", "file://" + box.repository("iris"), folder.toString()).ok();
    GitSandbox ben =
        box.at(folder)
            .with("GIT_COMMITTER_NAME", "Ben")
            .with("GIT_COMMITTER_EMAIL", "ben@example.org");
    Machine.write(
        folder.resolve("model.yaml"),
        Machine.text(folder.resolve("model.yaml")).replace("version: 1.0.0", "version: 1.3.0"));
    ben.tool("git", "commit", "-q", "-a", "-m", "Release").ok();
    ben.tool("git", "tag", "-a", "-m", "iris 1.3.0", "v1.3.0").ok();
    ben.tool("git", "push", "-q", "origin", "main", "v1.3.0").ok();

    Run verify = box.run("audit", "verify", "iris").exits(1);
    assertThat(verify.out()).contains("refs/tags/v1.3.0").contains("the log does not know it");
    assertThat(box.run("audit", "reconcile", "iris", "--dry-run").ok().out())
        .contains("Would record refs/tags/v1.3.0");
    assertThat(box.run("audit", "reconcile", "iris").ok().out())
        .contains("refs/tags/v1.3.0 nothing -> ")
        .contains("by Ben <ben@example.org>");
    box.run("audit", "verify", "iris").ok();
    assertThat(box.run("audit", "reconcile", "iris").ok().out())
        .contains("nothing to take into the log");
    assertThat(List.of(box.run("audit", "iris", "--json").ok().out()))
        .allMatch(log -> log.contains("push.observed") && log.contains("ben@example.org"));
  }
}
