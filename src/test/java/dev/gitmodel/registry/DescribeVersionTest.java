package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.problem;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Selector;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DescribeVersionTest {
  private final Desk desk = new Desk();

  @BeforeEach
  void aVersionIsThere() {
    desk.push(weights("one"), "1.0.0");
  }

  private static DescribeVersion.Request request(String text) {
    return new DescribeVersion.Request(ANN, IRIS, Selector.parse("1.0.0"), Optional.of(text));
  }

  private Done<DescribeVersion.Result> describe(String text) {
    return new DescribeVersion(desk.ledger).apply(request(text));
  }

  @Test
  void markdownOfSeveralLinesIsKept() {
    describe("# Flowers\r\n\r\n* iris\n");

    assertThat(desk.now().description(v("1.0.0"))).contains("# Flowers\n\n* iris");
    assertThat(desk.lastEntry().subject()).isEqualTo("description 1.0.0: # Flowers");
    assertThat(desk.lastEntry().operation()).isEqualTo("description.update");
  }

  @Test
  void theEntryHasTheTextBeforeAndAfter() {
    describe("old\ntext");

    var done = describe("new\ntext");

    assertThat(done.result().before()).contains("old\ntext");
    var event = done.changes().orElseThrow().event();
    assertThat(event.before()).isEqualTo(Map.of("description", Map.of("1.0.0", "old\ntext")));
    assertThat(event.after()).isEqualTo(Map.of("description", Map.of("1.0.0", "new\ntext")));
  }

  @Test
  void theSameTextAgainWritesNothing() {
    describe("text");

    assertThat(describe("text\n").changes()).isEmpty();
  }

  @Test
  void anEmptyTextTakesItAway() {
    describe("text");

    describe(" \n");

    assertThat(desk.now().description(v("1.0.0"))).isEmpty();
    assertThat(desk.lastEntry().subject()).isEqualTo("description 1.0.0: taken away");
  }

  @Test
  void controlCharactersAndBooksAreRefused() {
    assertThat(problem(() -> request("a\u001b[2Jb"))).isEqualTo(Problem.INVALID);
    assertThat(problem(() -> request("a".repeat(64 * 1024 + 1)))).isEqualTo(Problem.INVALID);
  }

  @Test
  void aDryRunWritesNothing() {
    assertThat(new DescribeVersion(desk.ledger).plan(request("text")).changes()).isPresent();
    assertThat(desk.now().description(v("1.0.0"))).isEmpty();
  }
}
