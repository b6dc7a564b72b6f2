package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host that can have no {@code pre-receive} of ours has {@code update}, which sees one ref at a
 * time, and says of it what the other would.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UpdateHookIT {
  private BareHost host;
  private Path bare;
  private GitSandbox clone;

  @BeforeAll
  void aModelByStockGit(@TempDir Path root) {
    host = BareHost.below(Machine.in(root).box(), "srv");
    assertThat(
            host.policy(
                    """
                    policy:
                      aliases:
                        - aliases: [guarded]
                          roles: [maintainer]
                    """)
                .exit())
        .isZero();
    bare = host.repository("iris", "update", "post-receive");
    clone = host.clone(bare, "clone");
    BareHost.commit(clone, "1.0.0", 1);
    BareHost.tag(clone, "1.0.0");
    Run push = BareHost.push(clone, "main", "v1.0.0", "v1.0.0:refs/aliases/champion");
    assertThat(push.exit()).as("%s", push).isZero();
    assertThat(push.err()).contains("recorded in the audit log of iris");
  }

  private String made(String... command) {
    return clone.tool(command).ok().out().strip();
  }

  private void refused(String words, String ref) {
    BareHost.refused(clone, bare, java.util.List.of(words), ref);
  }

  @Test
  void oneRefThatIsRefusedLetsTheOthersInUnlessThePushIsAtomic() {
    String[] refs = {"v1.0.0^{}:refs/heads/topic", "v1.0.0^{}:refs/tags/v2.0.0"};
    BareHost.refused(
        clone, bare, java.util.List.of("refs/tags/v2.0.0: is not an annotated tag"), refs);

    Run push = clone.tool("git", "push", "--no-atomic", "origin", refs[0], refs[1]);

    assertThat(push.exit()).as("%s", push).isNotZero();
    assertThat(push.err())
        .contains("[remote rejected] v1.0.0^{} -> v2.0.0 (hook declined)")
        .contains("[new branch]")
        .contains("recorded in the audit log of iris");
    assertThat(BareHost.refs(clone, bare)).contains("refs/heads/topic").doesNotContain("v2.0.0");
    assertThat(host.registry().run("audit", "verify", "iris").ok().out())
        .contains("every ref as recorded");
  }

  @Test
  void itSaysWhatPreReceiveWouldSayOfTheRef() {
    refused("refs/tags/v1.0.0: would be deleted", ":refs/tags/v1.0.0");
    refused("git model hook install --server puts pre-receive there", ":refs/tags/v1.0.0");
    clone.tool("git", "tag", "-a", "-f", "-m", "other", "v1.0.0-moved", "v1.0.0^{}").ok();
    refused("refs/tags/v1.0.0: is published already", "v1.0.0-moved:refs/tags/v1.0.0");
    String orphan = made("git", "commit-tree", "-m", "orphan", "v1.0.0^{tree}");
    refused("refs/heads/main: would lose commits", orphan + ":refs/heads/main");
    refused("refs/audit/other: is kept free", orphan + ":refs/audit/other");
    refused("which is no version's tag", "v1.0.0^{}:refs/aliases/rogue");
    refused("may not change the alias guarded", "v1.0.0:refs/aliases/guarded");
    refused("is kept for the branch of the alias champion", "main:refs/heads/alias/champion");
  }

  @Test
  void whatTheEntriesOfTheLogSayIsHeldAgainstTheOnesBefore() {
    clone.tool("git", "fetch", "-q", "origin", "+refs/audit/log:refs/audit/log").ok();
    String log = made("git", "rev-parse", "refs/audit/log");
    refused(
        "is no operation of a registry", entry(log, "Operation: world.end") + ":refs/audit/log");
    String elsewhere = "refs/heads/main " + "0".repeat(40) + " " + log;
    refused(
        "moves refs/heads/main from " + "0".repeat(40) + ", not ",
        entry(log, "Operation: push.observed\nRef: " + elsewhere) + ":refs/audit/log");
    String orphan = made("git", "commit-tree", "-m", "orphan", "v1.0.0^{tree}");
    refused("would not continue the log that is here", orphan + ":refs/audit/log");
  }

  private String entry(String log, String trailers) {
    String message = "by hand\n\n" + trailers;
    return made("git", "commit-tree", "-p", log, "-m", message, "v1.0.0^{tree}");
  }

  @Test
  void aManifestAndALargeFileAreLookedAt() {
    Path other = host.repository("large", "update", "post-receive");
    GitSandbox there = host.clone(other, "large");
    BareHost.commit(there, "1.0.0", 3);
    GitSandbox careless = there.with("GIT_LFS_SKIP_PUSH", "1");
    BareHost.refused(
        careless, other, java.util.List.of("model.safetensors: stands for sha256:"), "main");
    Machine.write(there.folder().resolve("model.yaml"), "name: iris\nnonsense: 1\n");
    there.tool("git", "commit", "-q", "-a", "-m", "broken").ok();
    BareHost.refused(
        there, other, java.util.List.of("refs/heads/main: model.yaml:2:1: nonsense"), "main");
  }

  @Test
  void whatGitModelWritesPasses() {
    GitSandbox hosted =
        host.box().with("GIT_MODEL_REGISTRY", "file://" + host.folder() + "/{name}.git");
    new Machine(hosted).folder("own", "flower", 7);
    host.repository("flower", "update", "post-receive");

    hosted.run("push", "own", "--name", "flower", "--version", "1.0.0", "--alias", "staging").ok();
    hosted.run("alias", "flower@1.0.0", "champion").ok();

    assertThat(host.registry().run("audit", "flower").ok().out()).doesNotContain("push.observed");
    assertThat(host.registry().run("audit", "verify", "flower").ok().out())
        .contains("every ref as recorded");
  }
}
