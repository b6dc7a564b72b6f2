package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A real gitolite, set up in a home of its own as whoever runs the tests, behind a real sshd that
 * lets nobody do anything else. Weights go through git-model, as one of gitolite's commands.
 */
record Gitolite(GitSandbox box, SshHost sshd) implements HostUnderTest {
  /** All rules besides gitolite's own; everybody may make a repository of the first kind. */
  private static final String RULES =
      """
      repo gitolite-admin
          RW+     =   admin

      repo acme/[a-z]+
          C       =   ada ben
          RW+CD   =   ada ben

      repo ruled/[a-z]+
          C                           =   ada
          RW+CD                       =   ada
          -      refs/aliases/prod    =   ben
          RW+CD  refs/aliases/        =   ben
          RW     refs/heads/          =   ben
          RW     refs/audit/          =   ben
          RW     refs/notes/          =   ben
          RW     refs/tags/           =   ben
          R                           =   ben
      """;

  static Gitolite start(Path root) {
    GitSandbox box = GitSandbox.in(root);
    Path home = box.home();
    SshHost sshd = SshHost.start(box, Path.of("/usr/bin"), home.resolve(".ssh/authorized_keys"));
    try {
      Files.copy(sshd.key("ada"), root.resolve("admin.pub"));
      // Its own repository must have a branch master: not as this user's Git makes them.
      GitSandbox plain = box.with("GIT_CONFIG_GLOBAL", "/dev/null");
      plain.tool("gitolite", "setup", "-pk", root.resolve("admin.pub").toString()).ok();
      Files.delete(home.resolve(".gitolite/keydir/admin.pub"));
      for (String person : SshHost.PEOPLE) {
        Files.copy(sshd.key(person), home.resolve(".gitolite/keydir").resolve(person + ".pub"));
      }
      Machine.write(home.resolve(".gitolite/conf/gitolite.conf"), RULES);
      command(home);
      plain.tool("gitolite", "setup").ok();
      return new Gitolite(box, sshd);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the help of lfs-transfer says. */
  private static void command(Path home) throws IOException {
    Path rc = home.resolve(".gitolite.rc");
    String text = Files.readString(rc);
    String enabled =
        text.replace("    ENABLE => [\n", "    ENABLE => [\n        'git-lfs-transfer',\n")
            .replace(
                "# LOCAL_CODE                =>  \"$ENV{HOME}/local\"",
                "LOCAL_CODE => \"$ENV{HOME}/local\"");
    assertThat(enabled).contains("'git-lfs-transfer',", "  LOCAL_CODE =>");
    Files.writeString(rc, enabled);
    Path commands = Files.createDirectories(home.resolve("local/commands"));
    Files.createSymbolicLink(
        commands.resolve("git-lfs-transfer"),
        ProgramUnderTest.checkout().resolve("src/launcher/gitolite-lfs-transfer"));
  }

  @Override
  public String template() {
    return sshd.url(Path.of("/{namespace}/{name}"));
  }

  @Override
  public GitSandbox welcome(String person, Machine machine) {
    return sshd.as(person, machine.box());
  }

  /** Nobody need make one: who may, makes it by looking at it. */
  @Override
  public void room(String model) {
    assertThat(bare(model)).doesNotExist();
  }

  Path bare(String model) {
    return box.home().resolve("repositories").resolve(model + ".git");
  }

  /** What is in a repository, whatever its rules. */
  Map<String, String> refs(String model) {
    Map<String, String> refs = new TreeMap<>();
    List<String> lines =
        box.tool(
                "git",
                "-C",
                bare(model).toString(),
                "for-each-ref",
                "--format=%(refname) %(objectname)")
            .ok()
            .out()
            .lines()
            .toList();
    lines.forEach(line -> refs.put(line.split(" ")[0], line.split(" ")[1]));
    return refs;
  }

  /** A shell's line that starts our program there, as git-lfs does. */
  String transfer(String person, String path, String operation) {
    return String.join(" ", sshd.remote(person, "git-lfs-transfer", path, operation).command());
  }

  @Override
  public void close() {
    sshd.close();
  }
}
