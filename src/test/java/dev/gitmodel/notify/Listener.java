package dev.gitmodel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Destination;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Subscription;
import dev.gitmodel.store.InMemoryModelStore;
import dev.gitmodel.store.InMemoryOutbox;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.ModelStore.Authored;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;

/** A program that listens for real, and a registry in memory that tells it. */
final class Listener implements AutoCloseable {
  static final ModelName IRIS = ModelName.parse("acme/iris");
  private static final Actor ADA = new Actor("Ada", "ada@example.org");
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration LIMIT = Duration.ofSeconds(20);

  private final InMemoryModelStore store = new InMemoryModelStore();
  final InMemoryOutbox outbox = new InMemoryOutbox();
  final List<Heard> heard = new CopyOnWriteArrayList<>();
  volatile int answer = 204;
  private final HttpServer server;

  record Heard(String path, Map<String, String> fields, byte[] body) {
    String text() {
      return new String(body, UTF_8);
    }

    String subject() {
      return String.valueOf(((Map<?, ?>) Json.read(body)).get("subject"));
    }
  }

  private record TestMeans(boolean allowsLocal) implements Means {
    @Override
    public String registry() {
      return "/srv/models";
    }

    @Override
    public Optional<String> secret(String name) {
      return name.equals("HOOK") ? Optional.of("key\n") : Optional.empty();
    }

    @Override
    public SSLSocketFactory tls(URI url) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    @Override
    public MailServer mailServer() {
      throw new IllegalStateException("no mail here");
    }
  }

  Listener() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          heard.add(
              new Heard(
                  call.getRequestURI().toString(),
                  Map.of(
                      "id", call.getRequestHeaders().getFirst("webhook-id"),
                      "timestamp", call.getRequestHeaders().getFirst("webhook-timestamp"),
                      "signature", call.getRequestHeaders().getFirst("webhook-signature"),
                      "host", call.getRequestHeaders().getFirst("Host")),
                  call.getRequestBody().readAllBytes()));
          call.getResponseHeaders().add("Location", "/elsewhere");
          call.sendResponseHeaders(answer, -1);
          call.close();
        });
    server.start();
    store.create(IRIS, authored("made"));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** As {@link #to(String)} of its root. */
  Destination hook() {
    return new Destination.Webhook(url("/"), "HOOK");
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static Authored authored(String subject) {
    return new Authored(
        new ChangeSet(
            List.of(),
            new AuditEvent(
                Operation.METRICS_UPDATE,
                subject,
                Map.of(),
                Optional.of("because"),
                Map.of(),
                Map.of())),
        ADA,
        NOW);
  }

  Revision write(String subject) {
    try (ModelStore.Turn turn = store.begin(IRIS)) {
      return turn.commit(authored(subject)).entry();
    }
  }

  void tells(String url, String secret) {
    tells(to(new Destination.Webhook(url, secret)));
  }

  void tells(Subscription... subscriptions) {
    store.enforce(
        new Policy(
            Optional.empty(),
            Map.of(),
            false,
            List.of(),
            Map.of(),
            false,
            Collections.emptySortedSet(),
            List.of(subscriptions)));
  }

  Notifier notifier(boolean local) {
    return new Notifier(
        store, outbox, new TestMeans(local), Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC));
  }

  Told tell(Start start) {
    List<Told> told = notifier(true).tell(IRIS, start, LIMIT);
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  Told tell() {
    return tell(new Start.Now());
  }

  static Subscription to(String url) {
    return to(new Destination.Webhook(url, "HOOK"));
  }

  /** Of these operations, or of all where none is named. */
  static Subscription to(Destination destination, String... operations) {
    return new Subscription(destination, Set.of(operations), List.of(new Glob("*")), List.of());
  }
}
