package dev.gitmodel.notify;

import static dev.gitmodel.notify.Listener.IRIS;
import static dev.gitmodel.notify.Listener.LIMIT;
import static dev.gitmodel.notify.Listener.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Revision;
import dev.gitmodel.notify.Listener.Heard;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a webhook is called, and which is not. */
final class WebhookTest {
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
  void theSignatureIsOverIdTimestampAndBody() {
    listener.tells(listener.url("/"), "HOOK");
    listener.tell(new Start.After(Revision.NONE));

    Heard one = listener.heard.get(0);
    long timestamp = Long.parseLong(one.fields().get("timestamp"));
    assertThat(timestamp).isEqualTo(NOW.plusSeconds(5).getEpochSecond());
    assertThat(one.fields().get("signature"))
        .isEqualTo(new Signing("key").of(one.fields().get("id"), timestamp, one.body()));
    assertThat(one.text())
        .startsWith("{\"registry\":\"/srv/models\",\"model\":\"acme/iris\",\"id\":\"")
        .contains("\"operation\":\"metrics.update\"", "\"reason\":\"because\"");
    assertThat(one.fields().get("host")).isEqualTo(listener.url("").substring("http://".length()));
  }

  @Test
  void aRedirectIsNotFollowedAndNotTriedAgain() {
    listener.tells(listener.url("/"), "HOOK");
    listener.answer = 307;
    Told told = listener.tell(new Start.After(Revision.NONE));
    assertThat(listener.heard).extracting(Heard::path).containsExactly("/");
    assertThat(told.failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("307", "lead elsewhere"));
  }

  @Test
  void aMachineOfOnesOwnIsRefusedUnlessAllowed() {
    listener.tells(listener.url("/"), "HOOK");
    Told told = listener.notifier(false).tell(IRIS, new Start.After(Revision.NONE), LIMIT).get(0);
    assertThat(listener.heard).isEmpty();
    assertThat(told.failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("this machine or its network"));
    assertThat(told.hint()).contains("model.notifyLocal");
  }

  @Test
  void anAddressElsewhereMustBeHttps() {
    listener.tells("http://1.1.1.1/", "HOOK");
    assertThat(listener.tell(new Start.After(Revision.NONE)).failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("in the clear"));
  }

  @Test
  void aSecretThatIsNotSetIsNamed() {
    listener.tells(listener.url("/"), "model.secret");
    Told told = listener.tell(new Start.After(Revision.NONE));
    assertThat(listener.heard).isEmpty();
    assertThat(told.failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("model.secret", "not set"));
    assertThat(told.hint()).contains("git config --global model.secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a..b/", "https://127.0.0.1:99999/", "https://127.0.0.1/%zz"})
  void aUrlThatNobodyCanCallIsAFailureLikeOthers(String url) {
    listener.tells(Listener.to(url));
    assertThat(listener.tell(new Start.After(Revision.NONE)).failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("is not a URL that can be called"));
  }
}
