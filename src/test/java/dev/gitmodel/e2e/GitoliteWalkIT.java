package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** gitolite: rights by user and by ref, and its own command for the weights. */
final class GitoliteWalkIT extends HostedWalk<Gitolite> {
  @Override
  Gitolite start(Path root) {
    return Gitolite.start(root.resolve("host"));
  }

  @Test
  void oneRefThatMayNotBeMovedHoldsBackTheWholePushAndIsNamed() {
    out(ada, "create", "ruled/iris");
    folder(ada, "ruled", 40);
    out(ada, "push", "ruled", "--name", "ruled/iris", "--version", "1.0.0");
    Map<String, String> before = host.refs("ruled/iris");
    Run refused = ben.run("alias", "ruled/iris@1.0.0", "prod");
    assertThat(refused.exits(5).err())
        .contains(
            "the host does not let you move refs/aliases/prod of", "DENIED by refs/aliases/prod")
        .contains("hint: git model doctor");
    assertThat(host.refs("ruled/iris")).isEqualTo(before);
    out(ben, "alias", "ruled/iris@1.0.0", "trial");
    assertThat(host.refs("ruled/iris")).containsKey("refs/aliases/trial");
  }

  @Test
  void doctorNamesWhatIsMissingBeforeTheFirstWrite() {
    ada.tool("git", "ls-remote", host.url("ruled/rose")).ok();
    Run doctor = ben.run("doctor", "ruled/rose").exits(1);
    assertThat(doctor.out()).contains("refs/runs/*", "you may not create these there");
  }

  @Test
  void hooksInsideOfGitoliteKnowWhoPushes() {
    host.box().tool("git", "init", "-q", "--bare", host.bare("registry").toString()).ok();
    ada.tool("git", "ls-remote", host.url("acme/guarded")).ok();
    hooksKnowWhoPushes(host.box().at(host.bare("acme/guarded")));
  }

  @Test
  void whoMayOnlyReadCanNotPutLargeFilesThere() {
    ada.tool("git", "ls-remote", host.url("ruled/lily")).ok();
    Run read = ben.tool("sh", "-c", host.transfer("ben", "/ruled/lily", "download"));
    assertThat(read.out()).contains("version=1");
    Run none = ben.tool("sh", "-c", host.transfer("ben", "/gitolite-admin", "download"));
    assertThat(none.err()).contains("error: ben has no right R on gitolite-admin");
  }
}
