package dev.gitmodel.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Destination;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageTest {
  private static final Revision ID = new Revision("ab".repeat(20));

  private static Message message(String subject, String to) {
    AuditEntry entry =
        new AuditEntry(
            ID,
            "alias.move",
            new Actor("Ada", "ada@example.org"),
            Instant.parse("2026-03-01T12:00:00Z"),
            subject,
            Map.of("Version", "1.2.0", "Reason", "f1 up"),
            List.of(new RefMove("refs/aliases/champion", Revision.NONE, ID)));
    return new Message(
        "/srv/models", ModelName.parse("acme/iris"), entry, new Destination.Mail(to));
  }

  @Test
  void aMailSaysWhatWhoWhenWhyAndHowToLook() {
    Message message = message("alias champion: none -> 1.2.0", "a@example.org");

    assertThat(message.subject()).isEqualTo("[acme/iris] alias champion: none -> 1.2.0");
    assertThat(message.text())
        .isEqualTo(
            """
            alias champion: none -> 1.2.0

            model   acme/iris
            what    alias.move
            who     Ada <ada@example.org>
            when    2026-03-01 12:00:00 UTC
            reason  f1 up
            ref     refs/aliases/champion none -> abababab

            Look at it with:
              git model audit acme/iris --limit 10
              git model info acme/iris@1.2.0

            --\s
            Sent because registry.yaml of /srv/models says so, under notifications.
            """);
  }

  @Test
  void theIdIsTheSameForTheSameAndAnotherForAnother() {
    String id = message("x", "a@example.org").id();
    assertThat(message("x", "a@example.org").id()).isEqualTo(id).startsWith(ID.hex() + "-");
    assertThat(message("x", "b@example.org").id()).isNotEqualTo(id);
  }

  @Test
  void nothingForeignEndsALine() {
    Message message = message("x\r\nBcc: spy@example.org\0", "a@example.org");
    assertThat(message.subject())
        .isEqualTo("[acme/iris] x<U+000D><U+000A>Bcc: spy@example.org<U+0000>");
    assertThat(message.text()).doesNotContain("\r", "\0", "\nBcc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org\r\nBcc: spy@example.org",
        "a@example.org\nBcc: spy@example.org",
        "a@example.org\rBcc: spy@example.org",
        "a@example.org\0"
      })
  void aHeaderThatWouldEndIsRefusedBeforeTheMailLibrarySeesIt(String address) {
    assertThatThrownBy(() -> send(address, "models@example.org"))
        .isInstanceOf(RegistryException.class)
        .hasMessage("the address of a mail has a line break or NUL");
    assertThatThrownBy(() -> send("a@example.org", address))
        .isInstanceOf(RegistryException.class)
        .hasMessage("the address of a mail has a line break or NUL");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> send("a@example.org", "nobody"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("'nobody' is not an e-mail address");
  }

  @Test
  void aServerThatIsNotThereCanBeTriedAgain() {
    assertThatThrownBy(() -> send("a@example.org", "models@example.org"))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("can't send mail by 127.0.0.1: ");
  }

  /** To where nobody listens. */
  private static void send(String to, String from) {
    MailServer server =
        new MailServer(
            "127.0.0.1",
            1,
            MailServer.Encryption.NONE,
            from,
            Optional.empty(),
            Optional.empty(),
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    new MailPost(new Destination.Mail(to), server, Clock.systemUTC())
        .send(message("x", to), Deadline.in(Duration.ofSeconds(5)));
  }
}
