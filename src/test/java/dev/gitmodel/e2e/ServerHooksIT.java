package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Stock git pushes to a bare repository that has our hooks: what is taken in, and what is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServerHooksIT {
  private Machine machine;
  private GitSandbox box;
  private BareHost host;
  private Path bare;
  private GitSandbox clone;

  /** One version by stock git on a host, in one push. */
  @BeforeAll
  void aModelByStockGit(@TempDir Path root) {
    machine = Machine.in(root);
    box = machine.box();
    host = BareHost.below(box, "srv");
    bare = host.repository("iris");
    clone = host.clone(bare, "clone");
    BareHost.commit(clone, "1.0.0", 1);
    BareHost.tag(clone, "1.0.0");
    Run push = BareHost.push(clone, "main", "v1.0.0");
    assertThat(push.exit()).as("%s", push).isZero();
    assertThat(push.err())
        .contains("recorded in the audit log of iris, as pushed by Ada Lovelace <ada@example.org>");
  }

  private void refused(String words, String... refs) {
    BareHost.refused(clone, bare, List.of(words), refs);
  }

  private void soundLog() {
    assertThat(host.registry().run("audit", "verify", "iris").ok().out())
        .contains("every ref as recorded");
  }

  /** An object of the clone's, made by stock git without a work tree. */
  private String made(String... command) {
    return clone.tool(command).ok().out().strip();
  }

  @Test
  void whatStockGitPushedIsAVersionAndInTheLog() {
    soundLog();
    assertThat(host.registry().run("audit", "iris").ok().out())
        .contains("push.observed")
        .contains("model.create");
    assertThat(host.registry().run("verify", "iris@1.0.0").ok().out()).isNotEmpty();
  }

  @Test
  void aVersionNeverMovesAndIsNotDeletedByAPush() {
    clone.tool("git", "tag", "-a", "-f", "-m", "other", "v1.0.0-moved", "v1.0.0^{}").ok();
    refused("refs/tags/v1.0.0: is published already", "v1.0.0-moved:refs/tags/v1.0.0");
    refused("refs/tags/v1.0.0: would be deleted", ":refs/tags/v1.0.0");
  }

  @Test
  void aVersionIsAnAnnotatedTagOfItsOwnNameOnAManifestOfItsOwnVersion() {
    refused("refs/tags/v2.0.0: is not an annotated tag", "v1.0.0^{}:refs/tags/v2.0.0");
    refused("is a tag that calls itself v1.0.0", "v1.0.0:refs/tags/v2.0.0");
    clone.tool("git", "tag", "-a", "-m", "wrong", "v3.0.0", "v1.0.0^{}").ok();
    refused("refs/tags/v3.0.0: has a model.yaml of version 1.0.0", "v3.0.0");
    clone.tool("git", "tag", "-a", "-m", "on a tree", "v4.0.0", "v1.0.0^{tree}").ok();
    refused("refs/tags/v4.0.0", "v4.0.0");
  }

  @Test
  void aDigestThatTheTagSaysMustBeRight() {
    Path other = host.repository("digest");
    GitSandbox there = host.clone(other, "digest");
    BareHost.commit(there, "1.0.0", 2);
    there
        .tool("git", "tag", "-a", "-m", "iris\n\nModel-Digest: sha256:" + "a".repeat(64), "v1.0.0")
        .ok();
    BareHost.refused(there, other, List.of("says Model-Digest: sha256:aaaa"), "main", "v1.0.0");
  }

  @Test
  void mainNotesAndLogOnlyGoForward() {
    String orphan = made("git", "commit-tree", "-m", "orphan", "v1.0.0^{tree}");
    refused("refs/heads/main: would lose commits", orphan + ":refs/heads/main");
    refused("refs/heads/main: would be deleted", ":refs/heads/main");
    refused("refs/audit/log: would lose commits", orphan + ":refs/audit/log");
    refused("refs/audit/log: would be deleted", ":refs/audit/log");
    refused("refs/audit/other: is kept free", orphan + ":refs/audit/other");
  }

  @Test
  void anEntryOfTheLogMustSayWhatThePushDoes() {
    clone.tool("git", "fetch", "-q", "origin", "refs/audit/log:refs/audit/log").ok();
    String log = made("git", "rev-parse", "refs/audit/log");
    String tag = made("git", "rev-parse", "v1.0.0");
    String lie =
        made(
            "git",
            "commit-tree",
            "-p",
            log,
            "-m",
            "alias champion: none -> 1.0.0\n\nOperation: alias.set\nRef: refs/aliases/champion "
                + "0".repeat(40)
                + " "
                + tag,
            "v1.0.0^{tree}");
    refused("says that refs/aliases/champion goes to " + tag, lie + ":refs/audit/log");
    String unknown =
        made("git", "commit-tree", "-p", log, "-m", "x\n\nOperation: world.end", "v1.0.0^{tree}");
    refused("is no operation of a registry", unknown + ":refs/audit/log");
  }

  @Test
  void anAliasStandsOnAVersionsTag() {
    refused("which is no version's tag", "v1.0.0^{}:refs/aliases/rogue");
    refused("'v1' is not an alias name", "v1.0.0:refs/aliases/v1");
    refused("'latest' can't be an alias", "v1.0.0:refs/aliases/latest");

    assertThat(BareHost.push(clone, "v1.0.0:refs/aliases/staging").exit()).isZero();
    assertThat(host.registry().run("resolve", "iris@staging").ok().out()).contains("1.0.0");
    soundLog();
  }

  @Test
  void aBranchEndsWithAValidManifest() throws IOException {
    clone.tool("git", "checkout", "-q", "-b", "broken", "v1.0.0").ok();
    Files.writeString(clone.folder().resolve("model.yaml"), "name: iris\nnonsense: 1\n");
    clone.tool("git", "commit", "-q", "-a", "-m", "broken").ok();
    clone.tool("git", "checkout", "-q", "main").ok();

    refused("refs/heads/broken: model.yaml:2:1: nonsense", "broken");
    refused("'-x' is not a branch name", "v1.0.0^{}:refs/heads/-x");
  }

  @Test
  void aLargeFileThatIsNotThereIsNamed() {
    Path other = host.repository("large");
    GitSandbox there = host.clone(other, "large");
    BareHost.commit(there, "1.0.0", 3);
    GitSandbox careless = there.with("GIT_LFS_SKIP_PUSH", "1");

    BareHost.refused(
        careless, other, List.of("model.safetensors: stands for sha256:", "is not here"), "main");
    assertThat(BareHost.push(there, "main").exit()).isZero();

    there.tool("git", "-C", other.toString(), "config", "lfs.url", "https://lfs.example").ok();
    ModelFolder.make(there.folder(), "iris", 4);
    there.tool("git", "commit", "-q", "-a", "-m", "more").ok();
    assertThat(BareHost.push(careless, "main").exit()).as("kept elsewhere").isZero();
  }

  @Test
  void aHookWithoutTheProgramRefuses() {
    Path other = host.repository("lost");
    GitSandbox there = host.clone(other, "lost");
    BareHost.commit(there, "1.0.0", 5);
    there.tool("git", "-C", other.toString(), "config", "--unset", "model.program").ok();

    BareHost.refused(
        there.with("PATH", "/usr/bin:/bin"),
        other,
        List.of("error: pre-receive: git-model is not found"),
        "main");
  }

  @Test
  void whatGitModelWroteWithItsLogPassesAndLeavesNothingToRecord() throws IOException {
    machine.out(
        "push",
        machine.folder("own", "flower", 7).toString(),
        "--name",
        "flower",
        "--version",
        "1.0.0");
    Path other = host.repository("flower");
    GitSandbox mirror = box.at(box.repository("flower"));
    send(mirror, other);

    machine.out("alias", "flower@1.0.0", "champion");
    machine.out("metrics", "flower@1.0.0", "f1=0.9");
    machine.out(
        "push",
        machine.folder("own2", "flower", 8).toString(),
        "--name",
        "flower",
        "--alias",
        "staging");
    send(mirror, other);
    machine.out("delete", "flower@1.0.1", "--yes", "--reason", "leaked");
    send(mirror, other);

    assertThat(host.registry().run("audit", "flower").ok().out()).doesNotContain("push.observed");
    assertThat(host.registry().run("audit", "verify", "flower").ok().out())
        .contains("every ref as recorded");
  }

  /** All refs at once, as a registry on a host is written to; large files first. */
  private void send(GitSandbox mirror, Path other) throws IOException {
    Files.createDirectories(other.resolve("lfs"));
    mirror.tool("cp", "-r", box.repository("flower") + "/lfs/objects", other + "/lfs/").ok();
    Run push =
        mirror.tool("git", "push", "--atomic", "--prune", "file://" + other, "+refs/*:refs/*");
    assertThat(push.exit()).as("%s", push).isZero();
    assertThat(push.err()).doesNotContain("recorded in the audit log");
  }
}
