package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field has the same shape whichever verb prints it. */
final class JsonShapesTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void publishTwo() {
    desk = new Desk(folder).published("name: support-assistant\n", "1.0.0", "1.1.0");
    desk.type("metrics", "support-assistant@1.0.0", "f1=0.9");
    desk.type("metrics", "support-assistant@1.1.0", "f1=0.8");
    desk.type("alias", "support-assistant@1.1.0", "champion");
  }

  private Object json(String line) {
    Desk.Said said = desk.type((line + " --json").split(" "));
    assertThat(said.exit()).as(said.err()).isZero();
    return Json.read(said.out().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Object> named(String field, Object tree) {
    List<Object> found = new ArrayList<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (key.equals(field)) {
              found.add(value);
            }
            found.addAll(named(field, value));
          });
    } else if (tree instanceof List<?> list) {
      list.forEach(item -> found.addAll(named(field, item)));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info support-assistant",
        "info support-assistant@1.0.0",
        "versions support-assistant",
        "alias support-assistant --at 2026-12-31",
        "blame support-assistant",
        "bisect support-assistant --metric f1",
        "audit support-assistant"
      })
  void whoDidItIsANameAndAnAddress(String line) {
    assertThat(named("by", json(line)))
        .isNotEmpty()
        .allSatisfy(
            by -> assertThat(by).isEqualTo(Map.of("name", "Ana", "email", "ana@example.com")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "info support-assistant",
        "versions support-assistant",
        "compare support-assistant 1.0.0 1.1.0",
        "describe support-assistant"
      })
  void whatIsNotSaidIsLeftOut(String line) {
    assertThat(desk.type((line + " --json").split(" ")).out())
        .contains("{")
        .doesNotContain("\"\"", "null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "info support-assistant",
        "versions support-assistant",
        "audit support-assistant",
        "verify support-assistant",
        "experiment list support-assistant"
      })
  void aModelIsCalledAModel(String line) {
    assertThat(named("model", json(line))).contains("acme/support-assistant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare support-assistant 1.0.0 1.1.0",
        "diff support-assistant@1.0.0 support-assistant",
        "bisect support-assistant --metric f1",
        "lineage support-assistant",
        "gate support-assistant"
      })
  void aFormatMayAgreeWithJsonAndNotContradictIt(String line) {
    assertThat(json(line + " --format json")).isEqualTo(json(line));

    Desk.Said said = desk.type((line + " --json --format text").split(" "));
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("--json and --format text exclude each other");
  }

  @Test
  void anAuditInAFormatIsNoJsonAndItsReportIs() {
    Desk.Said said = desk.type("audit", "support-assistant", "--json", "--format", "csv");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("--json and --format csv exclude each other");
    assertThat(json("audit support-assistant --format csv -o log.csv"))
        .isInstanceOfSatisfying(
            Map.class, report -> assertThat(report.get("models")).isEqualTo(1L));
  }

  @Test
  void inAComparisonToo() {
    assertThat(named("created_by", json("compare support-assistant 1.0.0 1.1.0")))
        .hasSize(2)
        .containsOnly(Map.of("name", "Ana", "email", "ana@example.com"));
  }
}
