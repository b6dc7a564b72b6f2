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

/** A machine whose PATH has git, but nothing to sign or to check a signature with. */
final class MissingProgramIT {
  @TempDir Path root;
  private Machine machine;
  private GitSandbox bare;

  @BeforeEach
  void publishSignedThenTakeTheProgramsAway() throws IOException {
    machine = Machine.in(root);
    machine.signs();
    machine.folder("one", 1);
    machine.box().run("push", "one", "--name", MODEL, "--version", "1.0.0", "--sign").ok();
    machine.folder("one", 2);
    Path programs = Files.createDirectories(root.resolve("programs"));
    Path git = Path.of(machine.box().tool("sh", "-c", "command -v git").ok().out().strip());
    Files.createSymbolicLink(programs.resolve("git"), git);
    bare = machine.box().with("PATH", programs.toString());
  }

  private Run run(String... words) {
    List<String> command = new ArrayList<>(ProgramUnderTest.direct());
    command.addAll(List.of(words));
    return bare.tool(command.toArray(String[]::new));
  }

  @Test
  void signingSaysWhatToInstallOrToSetAndPublishesNothing() {
    String before = machine.git("for-each-ref");

    assertThat(run("push", "one", "--name", MODEL, "--sign").exits(2).err())
        .contains("error: can't run ssh-keygen", "hint: install it", "gpg.ssh.program FILE");
    machine.config("gpg.format", "openpgp");
    assertThat(run("push", "one", "--name", MODEL, "--sign").exits(2).err())
        .contains("error: can't run gpg", "hint: install it", "gpg.program FILE");
    assertThat(machine.git("for-each-ref")).isEqualTo(before);
  }

  @Test
  void whatCannotBeCheckedIsNotTrustedAndStillShown() {
    assertThat(run("verify", MODEL).exits(1).out()).contains("can't run ssh-keygen");
    assertThat(run("info", MODEL + "@1.0.0").ok().out()).contains("can't run ssh-keygen");
    assertThat(run("push", "one", "--name", MODEL).ok().out()).contains("Pushed " + MODEL);
  }
}
