package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two people push over a real sshd to one account; the registry's policy tells them apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostPolicyIT {
  private GitSandbox box;
  private SshHost sshd;
  private BareHost host;
  private Path bare;
  private GitSandbox clone;

  @BeforeAll
  void aHostWithAPolicy(@TempDir Path root) throws IOException {
    box = Machine.in(root).box();
    host = BareHost.below(box, "srv");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("git-lfs-transfer"),
        ProgramUnderTest.checkout().resolve("src/launcher/git-model"));
    sshd = SshHost.start(box, bin);
    policy();
    bare = host.repository("acme/iris");
    Path folder = box.folder().resolve("clone");
    box.with("GIT_SSH_COMMAND", String.join(" ", sshd.ssh("ada")))
        .tool("git", "clone", "-q", sshd.url(bare), folder.toString())
        .ok();
    clone = box.at(folder);
    BareHost.commit(clone, "1.0.0", 1);
    BareHost.tag(clone, "1.0.0");
  }

  private void policy() {
    host.policy(
            """
            users:
              ada@example.org: {name: Ada, roles: [maintainer]}
            policy:
              aliases:
                - aliases: [champion]
                  roles: [maintainer]
            """)
        .ok();
  }

  @AfterAll
  void stop() {
    sshd.close();
  }

  @Test
  void whoPushesIsWhomTheHostNamesAndMayDoWhatThePolicySays() {
    GitSandbox ada = sshd.as("ada", clone);
    GitSandbox ben = sshd.as("ben", clone);
    assertThat(BareHost.push(ben, "main", "v1.0.0").err())
        .contains("as pushed by ben <ben@localhost>");

    BareHost.refused(
        ben,
        bare,
        List.of("ben@localhost may not change the alias champion of acme/iris"),
        "v1.0.0:refs/aliases/champion");
    Run push = BareHost.push(ada, "v1.0.0:refs/aliases/champion");
    assertThat(push.exit()).as("%s", push).isZero();
    assertThat(push.err()).contains("as pushed by ada <ada@example.org>");
    assertThat(host.registry().run("audit", "verify", "acme/iris").ok().out())
        .contains("every ref as recorded");
  }

  @Test
  void anEntryInSomebodyElsesNameIsRefused() {
    Path other = host.repository("acme/forged");
    String url = sshd.url(other).replace("acme/forged", "{namespace}/{name}");
    GitSandbox ada = sshd.as("ada", box).with("GIT_MODEL_REGISTRY", url);
    GitSandbox ben = sshd.as("ben", box).with("GIT_MODEL_REGISTRY", url);
    Machine machine = new Machine(box);
    machine.folder("forged", "forged", 4);

    Run forged = ben.run("push", "forged", "--name", "acme/forged", "--version", "1.0.0");
    assertThat(forged.exit()).as("%s", forged).isEqualTo(5);
    assertThat(forged.err()).contains("is by ada@example.org, and ben@localhost pushes it");
    assertThat(BareHost.refs(box, other)).isEmpty();

    ada.run("push", "forged", "--name", "acme/forged", "--version", "1.0.0").ok();
    Run mine =
        ada.with("GIT_AUTHOR_EMAIL", "ben@example.org").run("metrics", "acme/forged", "f1=0.9");
    assertThat(mine.exit()).as("%s", mine).isEqualTo(5);
    assertThat(mine.err()).contains("write as yourself: git config user.email ada@example.org");
    ben.with("GIT_AUTHOR_EMAIL", "ben@example.org").run("metrics", "acme/forged", "f1=0.8").ok();
    Run audit = host.registry().run("audit", "acme/forged").ok();
    assertThat(audit.out()).contains("metrics.update").doesNotContain("push.observed");
  }
}
