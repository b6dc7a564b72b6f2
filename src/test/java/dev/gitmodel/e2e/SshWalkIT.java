package dev.gitmodel.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine with sshd and nothing else: weights go through our own git-lfs-transfer. */
final class SshWalkIT extends HostedWalk<SshWalkIT.Plain> {
  @Override
  Plain start(Path root) {
    return Plain.below(root.resolve("host"));
  }

  /** Bare repositories in a folder. */
  record Plain(GitSandbox box, SshHost sshd) implements HostUnderTest {
    static Plain below(Path root) {
      GitSandbox box = GitSandbox.in(root);
      return new Plain(box, SshHost.start(box, transferProgram(root)));
    }

    /** A folder of programs for a host's PATH. */
    static Path transferProgram(Path root) {
      try {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path launcher = ProgramUnderTest.checkout().resolve("src/launcher/git-model");
        Files.createSymbolicLink(bin.resolve("git-lfs-transfer"), launcher);
        return bin;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String template() {
      return sshd.url(box.root().resolve("srv/{namespace}/{name}.git"));
    }

    @Override
    public GitSandbox welcome(String person, Machine machine) {
      return sshd.as(person, machine.box());
    }

    @Override
    public void room(String model) {
      Path bare = box.root().resolve("srv/" + model + ".git");
      box.tool("git", "init", "-q", "--bare", "-b", "main", bare.toString()).ok();
    }

    @Override
    public void close() {
      sshd.close();
    }
  }
}
