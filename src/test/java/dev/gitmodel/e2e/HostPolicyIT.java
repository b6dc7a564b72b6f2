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
    Path own = host.folder().resolve("registry.git");
    box.tool("git", "init", "-q", "--bare", "-b", "main", own.toString()).ok();
    Path work = box.folder().resolve("policy");
    box.tool("git", "clone", "-q", "file://" + own, work.toString());
    Machine.write(
        work.resolve("registry.yaml"),
        """
        users:
          ada@example.org: {name: Ada, roles: [maintainer]}
        policy:
          aliases:
            - aliases: [champion]
              roles: [maintainer]
        """);
    box.at(work).tool("git", "add", ".").ok();
    box.at(work).tool("git", "commit", "-q", "-m", "Guard the champion").ok();
    box.at(work).tool("git", "push", "-q", "origin", "HEAD:main").ok();
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
}
