package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.lfs.TestLfsServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code git http-backend} behind nginx with basic auth, and an LFS server that wants a login too:
 * one user has a credential store, the other is asked by a program.
 */
final class HttpWalkIT extends HostedWalk<HttpWalkIT.Web> {
  @Override
  Web start(Path root) {
    GitSandbox box = GitSandbox.in(root.resolve("host"));
    Path srv = box.root().resolve("srv");
    TestLfsServer files = TestLfsServer.start(box.root().resolve("lfs"));
    return new Web(
        box,
        Nginx.start(box, srv, SshHost.PEOPLE),
        files.requires("team", "team" + Nginx.SECRET),
        srv);
  }

  /** Bare repositories behind a web server. */
  record Web(GitSandbox box, Nginx nginx, TestLfsServer files, Path srv) implements HostUnderTest {
    @Override
    public String template() {
      return nginx.url() + "{namespace}/{name}.git";
    }

    @Override
    public GitSandbox welcome(String person, Machine machine) {
      machine.config("lfs.url", files.base().toString());
      Path home = machine.box().home();
      if (person.equals("ada")) {
        machine.config("credential.helper", "store --file=" + home.resolve("logins"));
        Machine.write(
            home.resolve("logins"),
            "http://ada:ada-secret@127.0.0.1%%3a%d\nhttp://team:team-secret@localhost%%3a%d\n"
                .formatted(nginx.port(), files.base().getPort()));
        return machine.box();
      }
      Path program = home.resolve("askpass");
      Machine.write(
          program,
          """
          #!/bin/sh
          case $1 in
            *localhost*) name=team ;;
            *) name=%s ;;
          esac
          case $1 in
            Username*) echo "$name" ;;
            *) echo "$name-secret" ;;
          esac
          """
              .formatted(person));
      assertThat(program.toFile().setExecutable(true)).isTrue();
      return machine.box().with("GIT_ASKPASS", program.toString());
    }

    @Override
    public void room(String model) {
      bare(model);
    }

    Path bare(String model) {
      Path bare = srv.resolve(model + ".git");
      box.tool("git", "init", "-q", "--bare", "-b", "main", bare.toString()).ok();
      return bare;
    }

    @Override
    public void close() {
      files.close();
      nginx.close();
    }
  }

  @Test
  void aWrongPasswordIsSaidAndNeverShown() {
    Machine eve = Machine.in(ada.root().resolveSibling("eve"));
    eve.config("user.name", "eve");
    eve.config("user.email", "eve@example.org");
    Machine.write(
        eve.box().home().resolve("logins"),
        "http://ada:guessed-wrong@127.0.0.1%3a" + host.nginx().port() + "\n");
    eve.config("credential.helper", "store --file=" + eve.box().home().resolve("logins"));
    Run run = eve.box().with("GIT_MODEL_REGISTRY", host.template()).run("versions", MODEL).exits(5);
    assertThat(run.err())
        .contains("Authentication failed", "git ls-remote")
        .doesNotContain("guessed-wrong");
  }

  @Test
  void largeFilesMayGoToAFolderThatAllReach() {
    Path files = host.box().root().resolve("files.git");
    host.box().tool("git", "init", "-q", "--bare", files.toString()).ok();
    GitSandbox mine = ada.with("GIT_CONFIG_COUNT", "1").with("GIT_CONFIG_KEY_0", "lfs.url");
    GitSandbox shared = mine.with("GIT_CONFIG_VALUE_0", "file://" + files);
    host.room("acme/flower");
    Path folder = ModelFolder.make(ada.folder().resolve("flower"), "flower", 20);
    out(shared, "push", "flower", "--name", "acme/flower", "--version", "1.0.0");
    assertThat(files.resolve("lfs/objects")).isDirectory();

    Path clone = ada.folder().resolve("flower-clone");
    shared.tool("git", "clone", "-q", host.url("acme/flower"), clone.toString()).ok();
    assertThat(weights(clone)).isEqualTo(weights(folder));
  }

  @Test
  void hooksBehindTheWebServerKnowWhoPushes() {
    Path bare = host.bare("acme/guarded");
    host.box().tool("git", "init", "-q", "--bare", host.srv() + "/registry.git").ok();
    host.box().tool("git", "-C", bare.toString(), "config", "lfs.url", "elsewhere").ok();
    hooksKnowWhoPushes(host.box().at(bare));
  }
}
