package dev.gitmodel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.RegistryException;
import org.junit.jupiter.api.Test;

final class SigningTest {
  @Test
  void signsTheExampleOfStandardWebhooks() {
    String signature =
        new Signing("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330L,
                "{\"test\": 2432232314}".getBytes(UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void anotherSecretIsItsBytesAndEveryPartCounts() {
    Signing plain = new Signing("key");
    byte[] body = "b".getBytes(UTF_8);
    assertThat(plain.of("a", 1, body))
        .isEqualTo(new Signing("whsec_a2V5").of("a", 1, body))
        .isNotEqualTo(plain.of("c", 1, body))
        .isNotEqualTo(plain.of("a", 2, body))
        .isNotEqualTo(plain.of("a", 1, "d".getBytes(UTF_8)));
  }

  @Test
  void aSecretThatSaysItIsBase64MustBe() {
    assertThatThrownBy(() -> new Signing("whsec_%%%"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("no base64")
        .hasMessageNotContaining("%%%");
  }
}
