package dev.gitmodel.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.store.Care.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestLeaksTest {
  private static List<Finding> of(String yaml) {
    return ManifestLeaks.of(ManifestCodec.stored(yaml.getBytes(StandardCharsets.UTF_8)).manifest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata: {hub_token: hf_abcdefghijklmnopqrstuvwxyz012345}",
        "metadata: {note: 'key AKIAIOSFODNN7EXAMPLE is ours'}",
        "metadata: {db: 'postgres://ana:hunter2@db.example.org/x'}",
        "metadata: {db_password: hunter2}",
        "metadata: {api-key: x}",
        "metadata: {nested: {client_secret: abc}}",
        "description: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789 works'",
        "training: {command: 'python train.py --token sk-abcdefghijklmnopqrstuvwx'}",
        "metadata: {pem: '-----BEGIN RSA PRIVATE KEY-----'}",
        "metadata: {jwt: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.sig}"
      })
  void aSecretIsNamedByItsFieldAndNotRepeated(String yaml) {
    assertThat(of(yaml))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.matter()).isEqualTo("holds what looks like a password or key");
              assertThat(finding.subject()).startsWith("model.yaml: ");
              assertThat(finding.toString()).doesNotContain("hunter2", "hf_a", "AKIA", "ghp_");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training: {dataset: /data/tickets.csv}",
        "training: {command: 'python /home/ana/train.py'}",
        "training: {command: 'python train.py --data=/mnt/big/x'}",
        "metadata: {cache: '~/models/x'}",
        "metadata: {cache: 'C:\\Users\\ana\\x'}",
        "metadata: {cache: 'file:///srv/x/y'}",
        "metadata: {where: /weights}",
        "description: 'It lies in /Users/ana/models.'"
      })
  void anAbsolutePathIsNamed(String yaml) {
    assertThat(of(yaml))
        .singleElement()
        .satisfies(finding -> assertThat(finding.matter()).startsWith("holds an absolute path"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training: {dataset: acme/tickets@2.1.0, command: python train.py}",
        "training: {code: {repository: 'https://git.example.org/acme/iris', commit: 4f1c2d3}}",
        "description: 'Answers POST /v1/predict and/or GET /health; 3/4 of all tickets.'",
        "metadata: {db_password: '${DB_PASSWORD}', tokens: 12, tokenizer: bpe, max_token: 5}",
        "metadata: {url: 'ssh://git@host/acme/x.git', secretary: Ann}",
        "tags: [chat, token-classification]",
        "task: token-classification"
      })
  void whatIsNeitherPasses(String yaml) {
    assertThat(of(yaml)).isEmpty();
  }
}
