package dev.gitmodel.notify;

import static dev.gitmodel.notify.Listener.IRIS;
import static dev.gitmodel.notify.Listener.LIMIT;
import static dev.gitmodel.notify.Listener.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Destination;
import dev.gitmodel.model.Revision;
import dev.gitmodel.notify.Listener.Heard;
import dev.gitmodel.store.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of what, in which order and from where on. */
final class NotifierTest {
  private Listener listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new Listener();
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void whoIsNewIsToldOfWhatTheCallerWrote() {
    listener.write("before");
    Revision first = listener.write("one");
    listener.write("two");
    listener.tells(listener.url("/hook?a=b"), "HOOK");

    assertThat(listener.tell(new Start.With(first)).entries()).hasSize(2);
    assertThat(listener.heard).extracting(Heard::subject).containsExactly("one", "two");
    assertThat(listener.heard).extracting(Heard::path).containsOnly("/hook?a=b");
    assertThat(listener.tell().entries()).as("not again").isEmpty();
  }

  @Test
  void whoIsNewIsToldOfAllOfANewModelAndOfNothingOld() {
    listener.tells(listener.url("/"), "HOOK");
    assertThat(listener.tell(new Start.After(Revision.NONE)).entries()).hasSize(1);

    listener.tells(listener.url("/other"), "HOOK");
    assertThat(listener.tell(new Start.Now()).entries()).isEmpty();
    listener.write("new");
    assertThat(listener.tell(new Start.Now()).entries()).hasSize(1);
  }

  @Test
  void whatWasNotTakenWaitsAndComesInOrderWithTheSameId() {
    listener.tells(listener.url("/"), "HOOK");
    listener.tell();
    listener.write("one");
    listener.answer = 503;
    Told refused = listener.tell();
    assertThat(refused.waiting()).isEqualTo(1);
    assertThat(refused.failure()).hasValueSatisfying(f -> assertThat(f.why()).contains("503"));
    assertThat(listener.heard).as("tried more than once").hasSize(3);

    listener.write("two");
    listener.answer = 500;
    listener.tell();
    assertThat(listener.heard).as("who failed last time is tried once").hasSize(4);
    assertThat(listener.notifier(true).waiting(IRIS).get(0).waiting()).isEqualTo(2);

    listener.answer = 200;
    assertThat(listener.tell().entries()).hasSize(2);
    assertThat(listener.heard.subList(4, 6))
        .extracting(Heard::subject)
        .containsExactly("one", "two");
    assertThat(listener.heard.subList(0, 5).stream().map(h -> h.fields().get("id")).distinct())
        .hasSize(1);
    assertThat(listener.notifier(true).waiting(IRIS).get(0).failure()).isEmpty();
  }

  @Test
  void whoDoesNotAnswerHoldsUpNobodyElse() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      String nobody = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      listener.tells(
          Listener.to(nobody), Listener.to(listener.url("/")), Listener.to("http://127.0.0.1:1/"));

      List<Told> told =
          listener.notifier(true).tell(IRIS, new Start.After(Revision.NONE), Duration.ofSeconds(2));

      assertThat(told).extracting(Told::waiting).containsExactly(1L, 0L, 1L);
      assertThat(told.get(0).failure())
          .hasValueSatisfying(f -> assertThat(f.why()).containsAnyOf("in time", "timed out"));
      assertThat(listener.heard).hasSize(1);
    }
  }

  @Test
  void oneDestinationOfSeveralSubscriptionsIsToldOnce() {
    Destination to = listener.hook();
    listener.tells(
        Listener.to(to, "metrics"), Listener.to(to, "metrics.update"), Listener.to(to, "alias"));
    assertThat(listener.tell(new Start.After(Revision.NONE)).entries()).hasSize(1);
    assertThat(listener.heard).hasSize(1);
  }

  @Test
  void whoIsToldOfMoreFromNowOnIsNotToldOfThePast() {
    Destination to = listener.hook();
    listener.tells(Listener.to(to, "alias"));
    listener.tell();
    listener.write("not asked for");
    listener.tell();
    listener.tells(Listener.to(listener.url("/")));
    assertThat(listener.tell().entries()).isEmpty();
    listener.write("asked for");
    assertThat(listener.tell().entries()).hasSize(1);
  }

  @Test
  void lookingChangesNothing() {
    listener.tells(Listener.to(listener.url("/")));
    assertThat(listener.notifier(true).waiting(IRIS).get(0).waiting()).isZero();
    assertThat(listener.outbox.known(listener.hook())).isEmpty();
    assertThat(listener.heard).isEmpty();
  }

  @Test
  void aModelThatIsNewerThanTheDestinationIsToldFromItsFirstEntry() {
    listener.tells(Listener.to(listener.url("/")));
    listener.outbox.know(listener.hook(), NOW.minusSeconds(60));
    assertThat(listener.tell().entries()).hasSize(1);
  }

  @Test
  void aLogThatWasReplacedIsGoneOnWithByTime() {
    listener.tells(listener.url("/"), "HOOK");
    listener
        .outbox
        .begin(IRIS, LIMIT)
        .keep(
            listener.hook(), new Outbox.Mark(new Revision("ab".repeat(20)), NOW, Optional.empty()));
    listener.write("of the same time");
    assertThat(listener.tell().entries()).isEmpty();
  }
}
