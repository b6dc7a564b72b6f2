package dev.gitmodel.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A program that listens at a URL over TLS, goes away and comes back. */
final class HookHost implements AutoCloseable {
  private final SSLContext tls;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile Predicate<Heard> answers = message -> true;
  private HttpsServer server;

  /** One message as it came. */
  record Heard(String id, String timestamp, String signature, String body) {}

  private HookHost(SSLContext tls) throws IOException {
    this.tls = tls;
    server = listen(0);
  }

  static HookHost start(Path pkcs12) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(pkcs12)) {
      store.load(in, "secret".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "secret".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return new HookHost(tls);
  }

  private HttpsServer listen(int port) throws IOException {
    HttpsServer fresh =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    fresh.setHttpsConfigurator(new HttpsConfigurator(tls));
    fresh.createContext("/hook", this::take);
    fresh.start();
    return fresh;
  }

  private void take(HttpExchange call) throws IOException {
    Heard message =
        new Heard(
            call.getRequestHeaders().getFirst("webhook-id"),
            call.getRequestHeaders().getFirst("webhook-timestamp"),
            call.getRequestHeaders().getFirst("webhook-signature"),
            new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    heard.add(message);
    if (answers.test(message)) {
      call.sendResponseHeaders(204, -1);
    }
    call.close();
  }

  /** What happens when a message comes; false leaves it without an answer. */
  void answers(Predicate<Heard> next) {
    answers = next;
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort() + "/hook";
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  void goAway() {
    server.stop(0);
  }

  void comeBack() throws IOException {
    server = listen(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
