package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.RemoteBlobs;
import dev.gitmodel.lfs.TestLfsServer;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Certificates count as the user's Git is set to count them, against a real server over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
  private static Path keys;
  private TestLfsServer server;
  private TestLfsServer stranger;
  private Path home;
  private Settings settings;

  @BeforeAll
  void makeCertificates(@TempDir Path folder) throws Exception {
    keys = folder;
    openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=ours");
    server = TestLfsServer.start(folder.resolve("served"), signed("localhost"));
    stranger = TestLfsServer.start(folder.resolve("served"), signed("elsewhere.example"));
  }

  private static SSLContext signed(String host) throws Exception {
    Files.writeString(keys.resolve("ext"), "subjectAltName=DNS:" + host + "\n");
    openssl("req -newkey rsa:2048 -nodes -keyout s.key -out s.csr -subj /CN=" + host);
    openssl(
        "x509 -req -in s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out s.pem -days 30 -extfile ext");
    openssl("pkcs12 -export -inkey s.key -in s.pem -out s.p12 -passout pass:secret");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys.resolve("s.p12"))) {
      store.load(in, "secret".toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void openssl(String words) throws Exception {
    new Stock(keys).run(keys, ("openssl " + words).split(" "));
  }

  @BeforeEach
  void begin(@TempDir Path fresh) {
    home = fresh;
    settings = new Settings(home);
  }

  @AfterAll
  void close() {
    server.close();
    stranger.close();
  }

  private void download(TestLfsServer from) {
    RemoteBlobs.Item item = from.add(new byte[] {1, 2});
    DirectoryBlobs blobs = new DirectoryBlobs(home.resolve("lfs" + UUID.randomUUID()));
    try (RemoteBlobs remote =
        new RemoteObjects(settings.read(), (ssh, url, operation) -> Optional.empty())
            .open(from.repository(), TransferOperation.DOWNLOAD)) {
      remote.download(List.of(item), blobs, bytes -> {});
    }
    assertThat(blobs.has(item.digest(), 2)).isTrue();
  }

  private void refused(TestLfsServer from) {
    assertThatThrownBy(() -> download(from))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE);
              assertThat(e.hint()).contains("http.sslCAInfo");
            });
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefusedAtOnce() {
    refused(server);
  }

  @Test
  void anAuthorityThatTheUserNamesIsTrusted() {
    settings.add("http.sslCAInfo", keys.resolve("ca.pem").toString());
    download(server);
  }

  @Test
  void aFolderOfAuthoritiesIsTrusted() throws Exception {
    Path folder = Files.createDirectories(home.resolve("cas"));
    Files.copy(keys.resolve("ca.pem"), folder.resolve("1a2b.0"));
    settings.with("GIT_SSL_CAPATH", folder.toString());
    download(server);
  }

  @Test
  void anotherHostsCertificateIsRefusedWhoeverVouchesForIt() {
    settings.add("http.sslCAInfo", keys.resolve("ca.pem").toString());
    refused(stranger);
  }

  @Test
  void whoeverTurnsTheCheckOffForOneHostGetsWhatTheyAskedFor() {
    settings.add("http.https://other.example/.sslVerify", "false");
    refused(stranger);
    settings.add("http." + stranger.base().resolve("/") + ".sslVerify", "false");
    download(stranger);
    refused(server);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    settings.add("http.sslCAInfo", keys.resolve("none.pem").toString());
    assertThatThrownBy(() -> download(server)).hasMessageContaining("none.pem");
  }

  @Test
  void keysAreReadInTheFormsThatOpensslWrites() throws Exception {
    openssl("genrsa -traditional -out old.key 2048");
    openssl("pkcs8 -topk8 -nocrypt -in old.key -out new.key");
    openssl("ecparam -name prime256v1 -genkey -noout -out ec.key");
    openssl("pkcs8 -topk8 -nocrypt -in ec.key -out ec8.key");
    openssl("pkcs8 -topk8 -in old.key -out locked.key -passout pass:secret");
    assertThat(Pem.read(keys.resolve("old.key")).key())
        .isEqualTo(Pem.read(keys.resolve("new.key")).key());
    assertThat(Pem.read(keys.resolve("ec8.key")).key().getAlgorithm()).isEqualTo("EC");
    for (String file : new String[] {"ec.key", "locked.key", "ca.pem"}) {
      assertThatThrownBy(() -> Pem.read(keys.resolve(file)).key())
          .isInstanceOfSatisfying(
              RegistryException.class, e -> assertThat(e.hint()).contains("openssl pkcs8"));
    }
  }

  @Test
  void aCertificateOfOursIsSent() {
    settings.add("http.sslCAInfo", keys.resolve("ca.pem").toString());
    settings.add("http.sslCert", keys.resolve("s.pem").toString());
    settings.add("http.sslKey", keys.resolve("s.key").toString());
    download(server);
  }
}
