package dev.gitmodel.git;

import static dev.gitmodel.lfs.TestLfsServer.Kind.BATCH;
import static dev.gitmodel.lfs.TestLfsServer.Kind.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.DirectoryRemote;
import dev.gitmodel.lfs.Login;
import dev.gitmodel.lfs.RemoteBlobs;
import dev.gitmodel.lfs.TestLfsServer;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a user's settings to the objects, by every way that leads to them. */
class RemoteObjectsTest {
  @TempDir Path home;
  private Settings settings;
  private TestLfsServer server;
  private DirectoryBlobs blobs;
  private RemoteBlobs.Item item;

  @BeforeEach
  void begin() {
    settings = new Settings(home);
    server = TestLfsServer.start(home.resolve("served"));
    blobs = new DirectoryBlobs(home.resolve("m.git/lfs"));
    item = server.add(new byte[100_000]);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void download(String url) {
    download(url, (ssh, at, operation) -> Optional.empty());
  }

  private void download(String url, RemoteObjects.PureSsh pureSsh) {
    try (RemoteBlobs remote =
        new RemoteObjects(settings.read(), pureSsh).open(url, TransferOperation.DOWNLOAD)) {
      remote.download(List.of(item), blobs, bytes -> {});
    }
    assertThat(blobs.has(item.digest(), item.size())).isTrue();
  }

  @Test
  void aRepositoryOverHttpHasItsObjectsBesideIt() {
    download(server.repository());
    assertThat(server.seen(BATCH).get(0).path()).startsWith("/acme/iris.git/info/lfs/");
    assertThat(server.seen(BATCH).get(0).field("User-Agent")).isEqualTo("git-model");
  }

  @Test
  void theUsersLoginAndFieldsGoToTheServerThatTheyAreFor() {
    server.requires("ana", "s3cret");
    settings.add("credential.helper", "store");
    new CredentialHelper(settings.read(), WebUrl.parse(server.repository()))
        .approve(server.base(), new Login("ana", "s3cret"));
    settings.add("http." + server.repository() + ".extraHeader", "X-Mine: 1");
    download(server.repository());
    assertThat(server.seen(BATCH)).hasSize(2).allMatch(s -> s.field("X-Mine").equals("1"));
    assertThat(server.seen(GET)).allMatch(s -> s.field("X-Mine").isEmpty());
  }

  @Test
  void theUsersCookiesGoAlong() throws IOException {
    Path file = Files.createTempFile(home, "cookies", "");
    Files.writeString(file, "localhost\tFALSE\t/acme/\tFALSE\t0\to\tgit-ana\n");
    settings.add("http.cookieFile", file.toString());
    download(server.repository());
    assertThat(server.seen(BATCH)).allMatch(s -> s.field("Cookie").equals("o=git-ana"));
    assertThat(server.seen(GET)).hasSize(1).allMatch(s -> s.field("Cookie").isEmpty());
  }

  @Test
  void aLoginInTheUrlIsTakenAndWrongOnesEndWithoutAQuestion() {
    server.requires("ana", "s3cret");
    String url = server.repository();
    download(url.replace("http://", "http://ana:s3cret@"));
    assertThat(server.seen(BATCH)).hasSize(1);
    blobs.delete(item.digest());
    assertThatThrownBy(() -> download(url.replace("http://", "http://ana:wr0ng@")))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.UNAUTHENTICATED);
              assertThat(e.text()).doesNotContain("wr0ng");
            });
  }

  @Test
  void anAuthorizationThatTheUserSetsIsTheOnlyOne() {
    server.requires("ana", "s3cret");
    settings.add("http.extraHeader", "AUTHORIZATION: Basic YW5hOnMzY3JldA==");
    download(server.repository());
    assertThat(server.seen(GET).get(0).field("Authorization")).startsWith("Bearer");
    settings.add("http.extraHeader", "").add("http.extraHeader", "Authorization: Basic eA==");
    blobs.delete(item.digest());
    assertThatThrownBy(() -> download(server.repository()))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.UNAUTHENTICATED));
  }

  @Test
  void aProxyIsGoneThroughWithItsLogin() throws Exception {
    List<String> seen = new ArrayList<>();
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext(
        "/",
        exchange -> {
          seen.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    proxy.start();
    try {
      settings.add("http.proxy", "http://p:q@127.0.0.1:" + proxy.getAddress().getPort());
      assertThatThrownBy(() -> download("http://git.example/m.git"))
          .isInstanceOf(RegistryException.class);
    } finally {
      proxy.stop(0);
    }
    assertThat(seen).containsExactly("http://git.example/m.git/info/lfs/objects/batch Basic cDpx");
  }

  @Test
  void theUsersSshCarriesThemWhereTheHostCan() throws Exception {
    Path repository = new Stock(home).repository(home);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path ssh =
        Settings.script(
            home.resolve("ssh"),
            "[ \"$1\" = git@h ] || exit 255\nset -- $2\nexec '"
                + java
                + "' -cp '"
                + System.getProperty("java.class.path")
                + "' dev.gitmodel.lfs.TransferProgram \"$2\" \"$3\"\n");
    settings.with("GIT_SSH", ssh.toString());
    String url = "git@h:" + repository;
    new RemoteObjects(settings.read())
        .open(server.repository(), TransferOperation.DOWNLOAD)
        .download(List.of(item), blobs, bytes -> {});
    try (RemoteBlobs remote =
        new RemoteObjects(settings.read()).open(url, TransferOperation.UPLOAD)) {
      assertThat(remote.upload(List.of(item), blobs, bytes -> {})).isEqualTo(item.size());
    }
    assertThat(new DirectoryBlobs(repository.resolve("lfs")).has(item.digest(), item.size()))
        .isTrue();
    blobs.delete(item.digest());
    try (RemoteBlobs remote =
        new RemoteObjects(settings.read()).open(url, TransferOperation.DOWNLOAD)) {
      remote.download(List.of(item), blobs, bytes -> {});
    }
    assertThat(blobs.intact(item.digest(), item.size(), bytes -> {})).isTrue();
  }

  @Test
  void anSshHostThatKeepsThemItselfIsAskedFirst() throws Exception {
    Path repository = new Stock(home).repository(home);
    DirectoryBlobs theirs = new DirectoryBlobs(repository.resolve("lfs"));
    new DirectoryRemote(repository.resolve("lfs")).upload(List.of(), theirs, bytes -> {});
    Files.createDirectories(theirs.location(item.digest()).getParent());
    Files.write(theirs.location(item.digest()), new byte[100_000]);
    download(
        "git@h:acme/iris.git",
        (ssh, at, operation) -> {
          assertThat(at.path()).isEqualTo("acme/iris.git");
          return Optional.of(new DirectoryRemote(repository.resolve("lfs")));
        });
    assertThat(server.seen(BATCH)).isEmpty();
  }

  @Test
  void anSshHostThatDoesNotNamesItsServer() {
    Path ssh =
        Settings.script(
            home.resolve("ssh"),
            "echo '{\"href\":\"" + server.base() + "\",\"header\":{\"X-By\":\"ssh\"}}'\n");
    settings.with("GIT_SSH", ssh.toString());
    download("git@h:acme/iris.git");
    assertThat(server.seen(BATCH).get(0).field("X-By")).isEqualTo("ssh");
    settings.add("lfs.sshtransfer", "never");
    blobs.delete(item.digest());
    download(
        "git@h:acme/iris.git",
        (program, at, operation) -> {
          throw new AssertionError("asked although the user said never");
        });
  }

  @Test
  void nothingIsAskedBeforeAnObjectIs() {
    settings.with("GIT_SSH", home.resolve("none").toString());
    try (RemoteBlobs remote =
        new RemoteObjects(settings.read(), (ssh, at, operation) -> Optional.empty())
            .open("git@h:acme/iris.git", TransferOperation.UPLOAD)) {
      assertThat(remote.upload(List.of(), blobs, bytes -> {})).isZero();
    }
  }

  @Test
  void transfersAreSetByGitLfssNames() {
    settings.add("lfs.transfer.batchSize", "1").add("lfs.concurrenttransfers", "1");
    settings.add("lfs.transfer.maxretries", "0");
    RemoteBlobs.Item other = server.add(new byte[] {1});
    new RemoteObjects(settings.read(), (ssh, at, operation) -> Optional.empty())
        .open(server.repository(), TransferOperation.DOWNLOAD)
        .download(List.of(item, other), blobs, bytes -> {});
    assertThat(server.seen(BATCH)).hasSize(2);
  }
}
