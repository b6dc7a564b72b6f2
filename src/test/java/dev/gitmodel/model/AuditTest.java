package dev.gitmodel.model;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recorded: one line each, so that no entry forges another's. */
class AuditTest {
  private static AuditEvent event(String subject, Map<String, String> trailers, String reason) {
    return new AuditEvent(
        Operation.ALIAS_SET, subject, trailers, Optional.of(reason), Map.of(), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\nRef: refs/heads/main 1 2",
        "a\rb",
        "a\u0000",
        "a\u001b[2J",
        "a\u2028b",
        "a\u0085b",
        "a\u202eb"
      })
  void everyValueIsOneVisibleLine(String text) {
    refused(Problem.INVALID, "the subject", () -> event(text, Map.of(), "r"));
    refused(Problem.INVALID, "Alias", () -> event("s", Map.of("Alias", text), "r"));
    refused(Problem.INVALID, "git model describe", () -> event("s", Map.of(), text));
  }

  @Test
  void aValueHasAtMostAThousandCharacters() {
    assertThat(event("s", Map.of(), "x".repeat(1000)).reason()).contains("x".repeat(1000));
    refused(Problem.INVALID, "1000", () -> event("s", Map.of(), "x".repeat(1001)));
  }

  @ParameterizedTest
  @EnumSource
  void anOperationIsItsText(Operation operation) {
    assertThat(operation.text()).matches("[a-z]+\\.[a-z]+");
    assertThat(Operation.ofText(operation.text())).contains(operation);
  }

  @Test
  void whatIsNoOperationIsNone() {
    assertThat(Operation.ALIAS_MOVE.text()).isEqualTo("alias.move");
    assertThat(Operation.ofText("ALIAS_MOVE")).isEmpty();
    assertThat(Operation.ofText("run.start")).isEmpty();
  }

  @Test
  void anEntryAnswersFromItsTrailers() {
    AuditEntry entry =
        new AuditEntry(
            Revision.NONE,
            "alias.move",
            new Actor("Ana", "ana@example.com"),
            Instant.EPOCH,
            "s",
            Map.of("Version", "1.2.0", "Reason", "better"),
            List.of());
    assertThat(entry.version()).contains(Version.parse("1.2.0"));
    assertThat(entry.reason()).contains("better");
    assertThat(entry.trailer("Alias")).isEmpty();
  }

  @Test
  void aVersionThatIsNoneIsNone() {
    AuditEntry entry =
        new AuditEntry(
            Revision.NONE,
            "x",
            new Actor("Ana", "a@b"),
            Instant.EPOCH,
            "s",
            Map.of("Version", "next"),
            List.of());
    assertThat(entry.version()).isEmpty();
  }
}
