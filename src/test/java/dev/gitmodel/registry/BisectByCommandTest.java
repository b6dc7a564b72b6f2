package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Line.Ask;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Workbench.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command measures as few versions as it takes, once each, and what it measured is kept. */
class BisectByCommandTest {
  private static final UnaryOperator<Ask> PLAIN = UnaryOperator.identity();

  @TempDir Path folder;
  private final Line line = new Line();
  private final List<String> heard = new ArrayList<>();

  private void versions(int count) {
    IntStream.range(0, count).forEach(i -> line.main("1." + i + ".0", "-"));
  }

  private static Reading number(String text) {
    return new Reading.Value(MetricValue.parse(text));
  }

  /** Good before {@code 1.culprit.0}. */
  private FakeBench bench(int culprit) {
    return bench(v -> number(Version.parse(v).compareTo(at(culprit)) < 0 ? "0.9" : "0.5"));
  }

  private FakeBench bench(Function<String, Reading> answer) {
    return new FakeBench(folder, answer);
  }

  private static Version at(int minor) {
    return Version.parse("1." + minor + ".0");
  }

  private BisectByCommand.Request asked(UnaryOperator<Ask> more) {
    return new BisectByCommand.Request(Line.asked(more), Desk.BOB, "sh eval.sh");
  }

  private BisectByCommand useCase(FakeBench bench) {
    return new BisectByCommand(
        new BisectMetric(line.desk.store, new Headers()), line.desk.ledger, bench);
  }

  private Bisection bisect(FakeBench bench, UnaryOperator<Ask> more) {
    return useCase(bench).apply(asked(more), watch(), Progress.NONE);
  }

  private BisectByCommand.Watch watch() {
    return new BisectByCommand.Watch() {
      @Override
      public void begins(Version version, int about) {
        heard.add(version + " of " + about);
      }

      @Override
      public Progress pulls(long bytes) {
        return Progress.NONE;
      }

      @Override
      public void ends(Version version, Optional<MetricValue> value) {
        heard.add(version + " " + value.map(Object::toString).orElse("-"));
      }
    };
  }

  private List<AuditEntry> recorded() {
    return line.desk.audit().stream()
        .filter(e -> e.reason().equals(Optional.of("bisect")))
        .toList();
  }

  @Test
  void withoutAnyValueTheEndsAreMeasuredAndThenHalfOfWhatIsLeft() {
    versions(32);
    FakeBench bench = bench(21);

    Bisection found = bisect(bench, PLAIN);

    assertThat(Line.said(found)).containsExactly("left 1.21.0");
    assertThat(bench.asked).startsWith("1.0.0", "1.31.0").hasSizeLessThanOrEqualTo(5 + 2);
    assertThat(heard).hasSize(2 * bench.asked.size()).contains("1.21.0 0.5", "1.20.0 0.9");
    assertThat(found.work().measured()).hasSameSizeAs(bench.asked);
    assertThat(recorded())
        .hasSameSizeAs(bench.asked)
        .allSatisfy(e -> assertThat(e.by()).isEqualTo(Desk.BOB))
        .allSatisfy(e -> assertThat(e.operation()).isEqualTo("metrics.update"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSecondTimeNothingIsMeasured() {
    versions(16);
    Bisection first = bisect(bench(5), PLAIN);
    FakeBench again = bench(5);
    assertThat(Line.said(bisect(again, PLAIN))).isEqualTo(Line.said(first));
    assertThat(again.asked).isEmpty();
    assertThat(Line.said(line.bisect(PLAIN))).isEqualTo(Line.said(first));
  }

  @Test
  void whatIsRecordedIsNotMeasuredAgain() {
    versions(10);
    line.value("1.2.0", "0.9");
    line.value("1.6.0", "0.5");
    FakeBench bench = bench(4);
    assertThat(Line.said(bisect(bench, PLAIN))).containsExactly("left 1.4.0");
    assertThat(bench.asked).isSubsetOf("1.3.0", "1.4.0", "1.5.0").hasSize(2);
  }

  @Test
  void aNewestInGoodOrderEndsTheSearch() {
    versions(10);
    FakeBench bench = bench(99);
    Bisection found = bisect(bench, PLAIN);
    assertThat(found.crossings()).isEmpty();
    assertThat(bench.asked).containsExactly("1.0.0", "1.9.0");
  }

  @Test
  void anObjectOfMetricsIsRecordedWholeButWhatOthersRecorded() {
    versions(2);
    line.desk.metric("1.0.0", "loss", "0.1");
    bisect(
        bench(v -> new Reading.Metrics(Desk.metrics("f1", "0.9", "loss", "0.7", "n", "5"))), PLAIN);
    assertThat(line.desk.now().metrics(at(0)))
        .isEqualTo(Desk.metrics("f1", "0.9", "loss", "0.1", "n", "5"));
    assertThat(line.desk.now().metrics(at(1)))
        .isEqualTo(Desk.metrics("f1", "0.9", "loss", "0.7", "n", "5"));
  }

  @Test
  void aVersionThatCanNotBeTestedIsPassedOverAndNamed() {
    versions(9);
    FakeBench bench =
        bench(
            v ->
                List.of("1.3.0", "1.4.0").contains(v)
                    ? new Reading.Untestable()
                    : number(Version.parse(v).compareTo(at(4)) < 0 ? "0.9" : "0.5"));
    Bisection found = bisect(bench, PLAIN);
    assertThat(Line.said(found)).containsExactly("left 1.3.0?1.4.0?1.5.0");
    assertThat(found.work().untestable()).containsExactlyInAnyOrder(at(3), at(4));
    assertThat(bench.asked).doesNotHaveDuplicates();
    RegistryException refusal =
        Desk.refusal(() -> bisect(bench(v -> new Reading.Untestable()), ask -> ask.from("1.3.0")));
    assertThat(refusal.problem()).isEqualTo(Problem.REFUSED);
    assertThat(refusal.text()).contains("the baseline acme/iris@1.3.0 can't be tested");
  }

  @Test
  void aCommandThatFailsStopsAndWhatWasMeasuredStays() {
    versions(9);
    FakeBench bench =
        bench(
            v ->
                v.equals("1.4.0")
                    ? new Reading.Failed(3, "a\nno GPU\n")
                    : number(v.equals("1.0.0") ? "1" : "0"));
    RegistryException refusal = Desk.refusal(() -> bisect(bench, PLAIN));
    assertThat(refusal.problem()).isEqualTo(Problem.REFUSED);
    assertThat(refusal.text())
        .isEqualTo("the command failed on acme/iris@1.4.0 with exit code 3\n  a\n  no GPU");
    assertThat(recorded()).hasSize(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsNoNumberIsRefused() {
    versions(3);
    assertThat(
            Desk.refusal(() -> bisect(bench(v -> new Reading.Nothing("it printed nothing")), PLAIN))
                .text())
        .isEqualTo("the command measured nothing of acme/iris@1.0.0: it printed nothing");
    RegistryException near =
        Desk.refusal(() -> bisect(bench(v -> new Reading.Metrics(Desk.metrics("f2", "1"))), PLAIN));
    assertThat(near.problem()).isEqualTo(Problem.INVALID);
    assertThat(near.hint()).startsWith("did you mean --metric f2?");
    assertThat(
            Desk.refusal(
                    () -> bisect(bench(v -> new Reading.Metrics(Desk.metrics("f1", "x"))), PLAIN))
                .text())
        .endsWith("its f1 is 'x', no number");
    assertThat(recorded()).isEmpty();
    assertThat(Desk.problem(() -> new BisectByCommand.Request(Line.asked(PLAIN), Desk.BOB, " ")))
        .isEqualTo(Problem.INVALID);
  }

  @Test
  void aSingleVersionHasNothingBeforeIt() {
    versions(1);
    assertThat(Desk.refusal(() -> bisect(bench(0), PLAIN)).text())
        .startsWith("nothing comes before acme/iris@1.0.0");
  }

  @Test
  void onMainTheNewestIsMainsAndOnABranchThatBranchs() {
    versions(4);
    String trial = line.trial("wide", "-");
    FakeBench bench = bench(v -> number(v.equals(trial) ? "0.1" : "0.9"));
    assertThat(bisect(bench, PLAIN).crossings()).isEmpty();
    assertThat(bench.asked).doesNotContain(trial);
    assertThat(Line.said(bisect(bench, ask -> ask.on("exp/wide"))))
        .containsExactly("left " + trial);
  }

  @Test
  void aPlanSaysWhatWouldBeMeasuredAndDoesNothing() {
    versions(10);
    FakeBench bench = bench(4);
    Bisection before = useCase(bench).plan(asked(PLAIN), Progress.NONE);
    assertThat(before.work().next()).containsExactly(at(0), at(9));
    assertThat(before.work().about()).isEqualTo(2 + 4);
    assertThat(before.standard().value()).isEmpty();

    line.value("1.0.0", "0.9");
    assertThat(useCase(bench).plan(asked(PLAIN), Progress.NONE).work().next())
        .containsExactly(at(9));
    line.value("1.9.0", "0.5");
    Bisection later = useCase(bench).plan(asked(PLAIN), Progress.NONE);
    assertThat(later.work().next()).hasSize(1).isSubsetOf(at(4), at(5));
    assertThat(later.work().about()).isEqualTo(4);
    assertThat(Line.said(later)).hasSize(1);
    assertThat(bench.asked).isEmpty();
    assertThat(recorded()).isEmpty();

    bisect(bench, PLAIN);
    assertThat(useCase(bench).plan(asked(PLAIN), Progress.NONE).work().next()).isEmpty();
  }
}
