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
import dev.gitmodel.store.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telling a program that listens for real, from a registry in memory. */
final class NotifierTest {
  private static final ModelName IRIS = ModelName.parse("acme/iris");
  private static final Actor ADA = new Actor("Ada", "ada@example.org");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final InMemoryModelStore store = new InMemoryModelStore();
  private final InMemoryOutbox outbox = new InMemoryOutbox();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile int answer = 204;
  private HttpServer server;

  private record Heard(String path, Map<String, String> fields, byte[] body) {
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

  @BeforeEach
  void listen() throws IOException {
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

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
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

  private Revision write(String subject) {
    try (ModelStore.Turn turn = store.begin(IRIS)) {
      return turn.commit(authored(subject)).entry();
    }
  }

  private void tells(String url, String secret) {
    tells(new Subscription(new Destination.Webhook(url, secret), Set.of(), all(), List.of()));
  }

  private static List<Glob> all() {
    return List.of(new Glob("*"));
  }

  private void tells(Subscription... subscriptions) {
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

  private Notifier notifier(boolean local) {
    return new Notifier(
        store, outbox, new TestMeans(local), Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC));
  }

  private Told tell(Start start) {
    List<Told> told = notifier(true).tell(IRIS, start, LIMIT);
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private Told tell() {
    return tell(new Start.Now());
  }

  @Test
  void whoIsNewIsToldOfWhatTheCallerWrote() {
    write("before");
    Revision first = write("one");
    write("two");
    tells(url("/hook?a=b"), "HOOK");

    assertThat(tell(new Start.With(first)).entries()).hasSize(2);
    assertThat(heard).extracting(Heard::subject).containsExactly("one", "two");
    assertThat(heard).extracting(Heard::path).containsOnly("/hook?a=b");
    assertThat(tell().entries()).as("not again").isEmpty();
  }

  @Test
  void whoIsNewIsToldOfAllOfANewModelAndOfNothingOld() {
    tells(url("/"), "HOOK");
    assertThat(tell(new Start.After(Revision.NONE)).entries()).hasSize(1);

    tells(url("/other"), "HOOK");
    assertThat(tell(new Start.Now()).entries()).isEmpty();
    write("new");
    assertThat(tell(new Start.Now()).entries()).hasSize(1);
  }

  @Test
  void theSignatureIsOverIdTimestampAndBody() {
    tells(url("/"), "HOOK");
    tell(new Start.After(Revision.NONE));

    Heard one = heard.get(0);
    long timestamp = Long.parseLong(one.fields().get("timestamp"));
    assertThat(timestamp).isEqualTo(NOW.plusSeconds(5).getEpochSecond());
    assertThat(one.fields().get("signature"))
        .isEqualTo(new Signing("key").of(one.fields().get("id"), timestamp, one.body()));
    assertThat(one.text())
        .startsWith("{\"registry\":\"/srv/models\",\"model\":\"acme/iris\",\"id\":\"")
        .contains("\"operation\":\"metrics.update\"", "\"reason\":\"because\"");
    assertThat(one.fields().get("host")).isEqualTo(url("").substring("http://".length()));
  }

  @Test
  void whatWasNotTakenWaitsAndComesInOrderWithTheSameId() {
    tells(url("/"), "HOOK");
    tell();
    write("one");
    answer = 503;
    Told refused = tell();
    assertThat(refused.waiting()).isEqualTo(1);
    assertThat(refused.failure()).hasValueSatisfying(f -> assertThat(f.why()).contains("503"));
    assertThat(heard).as("tried more than once").hasSize(3);

    write("two");
    answer = 500;
    tell();
    assertThat(heard).as("who failed last time is tried once").hasSize(4);
    assertThat(notifier(true).waiting(IRIS).get(0).waiting()).isEqualTo(2);

    answer = 200;
    assertThat(tell().entries()).hasSize(2);
    assertThat(heard.subList(4, 6)).extracting(Heard::subject).containsExactly("one", "two");
    assertThat(heard.subList(0, 5)).extracting(h -> h.fields().get("id")).hasSize(5);
    assertThat(heard.subList(0, 5).stream().map(h -> h.fields().get("id")).distinct()).hasSize(1);
    assertThat(notifier(true).waiting(IRIS).get(0).failure()).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowedAndNotTriedAgain() {
    tells(url("/"), "HOOK");
    answer = 307;
    Told told = tell(new Start.After(Revision.NONE));
    assertThat(heard).extracting(Heard::path).containsExactly("/");
    assertThat(told.failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("307", "lead elsewhere"));
  }

  @Test
  void aMachineOfOnesOwnIsRefusedUnlessAllowed() {
    tells(url("/"), "HOOK");
    Told told = notifier(false).tell(IRIS, new Start.After(Revision.NONE), LIMIT).get(0);
    assertThat(heard).isEmpty();
    assertThat(told.failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("this machine or its network"));
    assertThat(told.hint()).contains("model.notifyLocal");
  }

  @Test
  void anAddressElsewhereMustBeHttps() {
    tells("http://1.1.1.1/", "HOOK");
    assertThat(tell(new Start.After(Revision.NONE)).failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("in the clear"));
  }

  @Test
  void aSecretThatIsNotSetIsNamed() {
    tells(url("/"), "model.secret");
    Told told = tell(new Start.After(Revision.NONE));
    assertThat(heard).isEmpty();
    assertThat(told.failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("model.secret", "not set"));
    assertThat(told.hint()).contains("git config --global model.secret");
  }

  @Test
  void whoDoesNotAnswerHoldsUpNobodyElse() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      String nobody = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      tells(to(nobody), to(url("/")), to("http://127.0.0.1:1/"));

      List<Told> told =
          notifier(true).tell(IRIS, new Start.After(Revision.NONE), Duration.ofSeconds(2));

      assertThat(told).extracting(Told::waiting).containsExactly(1L, 0L, 1L);
      assertThat(told.get(0).failure())
          .hasValueSatisfying(f -> assertThat(f.why()).containsAnyOf("in time", "timed out"));
      assertThat(heard).hasSize(1);
    }
  }

  private static Subscription to(String url) {
    return new Subscription(new Destination.Webhook(url, "HOOK"), Set.of(), all(), List.of());
  }

  @Test
  void oneDestinationOfSeveralSubscriptionsIsToldOnce() {
    Destination to = new Destination.Webhook(url("/"), "HOOK");
    tells(
        new Subscription(to, Set.of("metrics"), all(), List.of()),
        new Subscription(to, Set.of("metrics.update"), all(), List.of()),
        new Subscription(to, Set.of("alias"), all(), List.of()));
    assertThat(tell(new Start.After(Revision.NONE)).entries()).hasSize(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void whoIsToldOfMoreFromNowOnIsNotToldOfThePast() {
    Destination to = new Destination.Webhook(url("/"), "HOOK");
    tells(new Subscription(to, Set.of("alias"), all(), List.of()));
    tell();
    write("not asked for");
    tell();
    tells(to(url("/")));
    assertThat(tell().entries()).isEmpty();
    write("asked for");
    assertThat(tell().entries()).hasSize(1);
  }

  @Test
  void lookingChangesNothing() {
    tells(to(url("/")));
    assertThat(notifier(true).waiting(IRIS).get(0).waiting()).isZero();
    assertThat(outbox.known(new Destination.Webhook(url("/"), "HOOK"))).isEmpty();
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a..b/", "https://127.0.0.1:99999/", "https://127.0.0.1/%zz"})
  void aUrlThatNobodyCanCallIsAFailureLikeOthers(String url) {
    tells(to(url));
    assertThat(tell(new Start.After(Revision.NONE)).failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("is not a URL that can be called"));
  }

  @Test
  void aModelThatIsNewerThanTheDestinationIsToldFromItsFirstEntry() {
    tells(to(url("/")));
    outbox.know(new Destination.Webhook(url("/"), "HOOK"), NOW.minusSeconds(60));
    assertThat(tell().entries()).hasSize(1);
  }

  @Test
  void aLogThatWasReplacedIsGoneOnWithByTime() {
    tells(url("/"), "HOOK");
    outbox
        .begin(IRIS, LIMIT)
        .keep(
            new Destination.Webhook(url("/"), "HOOK"),
            new Outbox.Mark(new Revision("ab".repeat(20)), NOW, Optional.empty()));
    write("of the same time");
    assertThat(tell().entries()).isEmpty();
  }
}
