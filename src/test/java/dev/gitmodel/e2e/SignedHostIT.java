package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose policy wants entries signed, and what stock git pushes without any entry. */
final class SignedHostIT {
  @TempDir Path root;
  private BareHost host;
  private Path bare;
  private GitSandbox clone;

  /** What signs is the user's key, which the host has not got. */
  @BeforeEach
  void aPolicyThatWantsSignatures() {
    Machine machine = Machine.in(root);
    machine.signs();
    GitSandbox box = machine.box();
    host = BareHost.below(box, "srv");
    assertThat(host.policy("policy: {audit: {sign: required}}\n").exit()).isZero();
    bare = host.repository("iris");
    box.tool("git", "-C", bare.toString(), "config", "user.signingKey", "/no/such/key").ok();
    clone = host.clone(bare, "clone");
    BareHost.commit(clone, "1.0.0", 1);
    BareHost.tag(clone, "1.0.0");
  }

  private void verified() {
    assertThat(host.registry().run("audit", "verify", "iris").ok().out())
        .contains("every ref as recorded");
  }

  @Test
  void aPushThatNobodyCanSignForIsRefusedWithWhatToDo() {
    BareHost.refused(
        clone,
        bare,
        List.of(
            "refs/heads/main: comes without an entry in the audit log, which this host can't sign:"
                + " the signing key /no/such/key is not there",
            "give the host a key: git -C REPOSITORY config user.signingKey FILE"),
        "main");
  }

  @Test
  void whatGitModelSignedItselfPassesWithoutAKeyOfTheHosts() {
    GitSandbox hosted =
        host.box().with("GIT_MODEL_REGISTRY", "file://" + host.folder() + "/{name}.git");
    new Machine(hosted).folder("own", "iris", 7);

    hosted.run("push", "own", "--name", "iris", "--version", "1.0.0", "--alias", "x").ok();

    verified();
    assertThat(host.registry().run("audit", "iris").ok().out()).doesNotContain("push.observed");
  }

  @Test
  void withAKeyOfItsOwnTheHostSignsWhatItRecords() {
    Path key = root.resolve("hostkey");
    host.box()
        .tool("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key.toString())
        .ok();
    Path allowed = host.box().home().resolve("allowed");
    Machine.write(
        allowed,
        Machine.text(allowed) + "host@example.org " + Machine.text(root.resolve("hostkey.pub")));
    clone.tool("git", "-C", bare.toString(), "config", "user.signingKey", key.toString()).ok();

    Run push = BareHost.push(clone, "main", "v1.0.0");

    assertThat(push.exit()).as("%s", push).isZero();
    assertThat(push.err()).contains("as pushed by Ada Lovelace <ada@example.org>");
    Run log =
        clone.tool("git", "-C", bare.toString(), "log", "--format=%G? %GS %an", "refs/audit/log");
    assertThat(log.ok().out().lines().distinct())
        .containsExactly("G host@example.org Ada Lovelace");
    verified();
  }
}
