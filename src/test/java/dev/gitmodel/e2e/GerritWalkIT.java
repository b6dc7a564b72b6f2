package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gerrit, which says that it pushes atomically, and does not where a right is missing. */
final class GerritWalkIT extends HostedWalk<Gerrit> {
  @Override
  Gerrit start(Path root) {
    return Gerrit.start(root.resolve("host"));
  }

  private void folderOf(String model, long seed) {
    ModelFolder.make(ada.folder().resolve(model), model, seed);
  }

  @Test
  void whatItMovedOfARefusedPushIsTakenBack() {
    host.room("acme/back");
    host.block("acme/back", "refs/aliases/*", List.of("create", "createTag"));
    folderOf("back", 50);
    out(ada, "push", "back", "--name", "acme/back", "--version", "1.0.0");
    String before = host.refs("acme/back");

    folderOf("back", 51);
    Run refused =
        ada.run("push", "back", "--name", "acme/back", "--version", "1.1.0", "--alias", "prod");
    assertThat(refused.exits(5).err())
        .contains("the host does not let you move refs/aliases/prod of ssh://gerrit/acme/back: ")
        .contains("not permitted", "hint: git model doctor");
    assertThat(host.refs("acme/back")).isEqualTo(before);
    assertThat(out(ada, "audit", "verify", "acme/back")).endsWith("every ref as recorded\n");
    out(ada, "push", "back", "--name", "acme/back", "--version", "1.1.0");
  }

  @Test
  void whatCanNotBeTakenBackIsSaidWithTheCommandThatMendsIt() {
    host.room("acme/stuck");
    folderOf("stuck", 52);
    out(ada, "push", "stuck", "--name", "acme/stuck", "--version", "1.0.0");
    String before = host.refs("acme/stuck");
    Path clone = ada.folder().resolve("stuck.git");
    ada.tool("git", "clone", "-q", "--mirror", host.url("acme/stuck"), clone.toString()).ok();
    host.block("acme/stuck", "refs/aliases/*", List.of("create", "createTag"));
    host.block("acme/stuck", "refs/tags/*", List.of("delete", "push"));

    folderOf("stuck", 53);
    Run refused =
        ada.run("push", "stuck", "--name", "acme/stuck", "--version", "1.1.0", "--alias", "prod");
    assertThat(refused.exits(6).err())
        .contains("refs/tags/v1.1.0 although it refused refs/aliases/prod");
    assertThat(host.refs("acme/stuck")).isNotEqualTo(before);
    String hint = refused.err().substring(refused.err().indexOf("git push")).strip();
    host.unblock("acme/stuck", "refs/tags/*", List.of("delete", "push"));
    ada.at(clone).tool("sh", "-c", hint).ok();
    assertThat(host.refs("acme/stuck")).isEqualTo(before);
  }

  @Test
  void doctorNamesWhatAProjectLacksBeforeTheFirstWrite() {
    host.bareRoom("acme/bare");
    Run doctor = ada.run("doctor", "acme/bare").exits(1);
    assertThat(doctor.out())
        .contains("refs/aliases/*", "refs/audit/*", "refs/notes/*", "refs/runs/*")
        .contains("you may not create these there");
    host.grant("acme/bare", "refs/*", Gerrit.RIGHTS);
    assertThat(ada.run("doctor", "acme/bare").exits(1).out())
        .contains("refs/aliases/*", "forge committer", "refs/audit/*", "invalid author")
        .hasLineCount(2);
    host.grant("acme/bare");
    assertThat(out(ada, "doctor", "acme/bare")).isEqualTo("acme/bare: all well\n");
  }
}
