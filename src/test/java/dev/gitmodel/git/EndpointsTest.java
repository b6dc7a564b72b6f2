package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The LFS endpoint of a repository is the one that git-lfs would take. */
class EndpointsTest {
  private static final String GIT = "https://h/ns/repo.git";

  @TempDir Path home;
  private Settings settings;

  @BeforeEach
  void begin() {
    settings = new Settings(home);
  }

  private String up(String url) {
    return shown(new Endpoints(settings.read(), TransferOperation.UPLOAD).of(url));
  }

  private String down(String url) {
    return shown(new Endpoints(settings.read(), TransferOperation.DOWNLOAD).of(url));
  }

  private static String shown(LfsEndpoint endpoint) {
    if (endpoint instanceof LfsEndpoint.Http http) {
      return http.url().toString();
    }
    return endpoint instanceof LfsEndpoint.Ssh ssh
        ? "ssh " + ssh.url()
        : ((LfsEndpoint.Directory) endpoint).lfs().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/ns/repo.git, https://h/ns/repo.git/info/lfs",
    "https://h/ns/repo, https://h/ns/repo.git/info/lfs",
    "https://h/ns/repo/, https://h/ns/repo.git/info/lfs",
    "http://h:8080/r, http://h:8080/r.git/info/lfs",
    "https://ana:secret@h/r.git, https://h/r.git/info/lfs",
    "git://h/ns/repo.git, https://h/ns/repo.git/info/lfs",
    "ssh://git@h:2222/p, ssh ssh://git@h:2222/p",
    "git@h:ns/p.git, ssh ssh://git@h/ns/p.git",
    "h:p, ssh ssh://h/p",
    "git@[::1]:p, ssh ssh://git@[::1]/p",
    "[git@h:2222]:p, ssh ssh://git@h:2222/p"
  })
  void withoutSettingsItFollowsFromTheUrl(String url, String endpoint) {
    assertThat(down(url)).isEqualTo(endpoint);
    assertThat(up(url)).isEqualTo(endpoint);
  }

  @Test
  void whatIsSetWinsInGitLfssOrder() {
    settings.add("remote.origin.url", GIT);
    settings.add("remote.origin.lfsurl", "https://four/");
    assertThat(up(GIT)).isEqualTo("https://four/");
    settings.add("remote.origin.lfspushurl", "https://three/");
    assertThat(up(GIT)).isEqualTo("https://three/");
    assertThat(down(GIT)).isEqualTo("https://four/");
    assertThat(down("origin")).isEqualTo("https://four/");
    assertThat(down("https://h/another.git")).isEqualTo("https://h/another.git/info/lfs");
    settings.add("lfs.url", "https://two/");
    assertThat(up(GIT)).isEqualTo("https://two/");
    assertThat(down("https://h/another.git")).isEqualTo("https://two/");
    settings.add("lfs.pushurl", "https://one/");
    assertThat(up(GIT)).isEqualTo("https://one/");
    assertThat(down(GIT)).isEqualTo("https://two/");
  }

  @Test
  void aFileOfARepositoryNeverSaysWhere() throws Exception {
    new Stock(home).git(home, "init", "-q");
    Files.writeString(home.resolve(".lfsconfig"), "[lfs]\n\turl = https://evil/\n");
    assertThat(down(GIT)).isEqualTo(GIT + "/info/lfs");
  }

  @Test
  void urlsAreRewrittenAsGitDoesTheLongestFirst() {
    settings.add("url.https://real/.insteadOf", "gh:");
    settings.add("url.https://longer/.insteadOf", "gh:acme/");
    settings.add("url.ssh://git@push/.pushInsteadOf", "gh:");
    assertThat(down("gh:x/m.git")).isEqualTo("https://real/x/m.git/info/lfs");
    assertThat(down("gh:acme/m.git")).isEqualTo("https://longer/m.git/info/lfs");
    assertThat(up("gh:x/m.git")).isEqualTo("ssh ssh://git@push/x/m.git");
  }

  @Test
  void gitItselfRewritesAlike() throws Exception {
    Stock stock = new Stock(home);
    stock.git(home, "init", "-q");
    settings.add("url.https://real/.insteadOf", "gh:");
    settings.add("url.https://longer/.insteadOf", "gh:acme/");
    settings.add("url.ssh://git@push/.pushInsteadOf", "gh:");
    stock.git(home, "remote", "add", "origin", "gh:acme/m.git");
    GitSettings read = settings.read();
    assertThat(GitUrl.toFetch("gh:acme/m.git", read))
        .isEqualTo(stock.git(home, "remote", "get-url", "origin").strip());
    assertThat(GitUrl.toPush("gh:acme/m.git", read))
        .isEqualTo(stock.git(home, "remote", "get-url", "--push", "origin").strip());
  }

  @Test
  void aPathIsTheFolderOfTheRepositoryThatGitWouldFind() throws Exception {
    Stock stock = new Stock(home);
    stock.git(home, "init", "-q", "--bare", "b.git");
    stock.git(home, "init", "-q", "w ork");
    stock.git(home.resolve("w ork"), "commit", "-q", "--allow-empty", "-m", "x");
    stock.git(home.resolve("w ork"), "worktree", "add", "-q", "../linked");
    Path bare = home.resolve("b.git/lfs");
    assertThat(down(home.resolve("b.git").toString())).isEqualTo(bare.toString());
    assertThat(down("file://" + home.resolve("b"))).isEqualTo(bare.toString());
    assertThat(down("./b.git")).isEqualTo(home.resolve("./b.git/lfs").toString());
    assertThat(up("file://" + home.resolve("w%20ork")))
        .isEqualTo(home.resolve("w ork/.git/lfs").toString());
    assertThat(up(home.resolve("linked").toString()))
        .isEqualTo(home.resolve("w ork/.git/lfs").toString());
    settings.add("lfs.url", "file://" + home.resolve("b.git"));
    assertThat(up(GIT)).isEqualTo(bare.toString());
  }

  @Test
  void whatLeadsNowhereIsSaid() {
    assertThatThrownBy(() -> down(home.resolve("none").toString()))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
    for (String url :
        new String[] {
          "s3://bucket/x", "https://", "https://a b/", "ssh://-oProxyCommand=x/p", "-x:p", "h:-p"
        }) {
      assertThatThrownBy(() -> down(url))
          .as(url)
          .isInstanceOfSatisfying(
              RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
    }
  }
}
