package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.Bisection.Crossing;
import dev.gitmodel.registry.Bisection.Why;
import dev.gitmodel.registry.Line.Ask;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.store.ModelStore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a metric left its baseline, in the order of ancestry, and why. */
class BisectMetricTest {
  private static final UnaryOperator<Ask> PLAIN = UnaryOperator.identity();

  private final Line line = new Line();

  @Test
  void theFirstVersionThatIsWorseIsFoundWithWhatIsBehindIt() {
    line.main("1.0.0", "0.95");
    line.main("1.1.0", "0.96");
    line.main("1.2.0", "0.91");
    line.main("1.3.0", "0.90");

    Bisection found = line.bisect(PLAIN);

    assertThat(Line.said(found)).containsExactly("left 1.2.0");
    assertThat(found.standard().baseline()).isEqualTo(Desk.v("1.0.0"));
    Crossing crossing = found.crossings().get(0);
    assertThat(crossing.difference()).hasValue(-0.04);
    assertThat(crossing.after()).extracting(s -> s.from().version()).containsOnly(Desk.v("1.1.0"));
    Why why = crossing.why().orElseThrow();
    assertThat(why.diff().orElseThrow().hyperparameters())
        .extracting(c -> c.path() + " " + c.before().orElse("") + " " + c.after().orElse(""))
        .containsExactly("rate 0.2 0.3");
    assertThat(why.cause().orElseThrow().by()).isEqualTo(Desk.ANN);
    assertThat(why.cause().orElseThrow().run()).contains("run-3");
    assertThat(why.dataset()).contains("acme/tickets@1.0.0");
    assertThat(why.entries())
        .extracting(e -> e.operation())
        .containsExactly("metrics.update", "version.publish");
    assertThat(found.partial()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0.01, false", "0.009, true", "1%, true", "1.1%, false", "0, true"})
  void whatIsWithinTheToleranceHasNotLeft(String tolerance, boolean left) {
    line.main("1.0.0", "0.95");
    line.main("1.1.0", "0.94");
    assertThat(line.bisect(ask -> ask.within(tolerance)).crossings().isEmpty()).isNotEqualTo(left);
  }

  @Test
  void lessIsWorseOrBetterByTheMetricsDirection() {
    line.main("1.0.0", "0.5");
    line.main("1.1.0", "0.4");
    line.main("1.2.0", "0.6");
    assertThat(Line.said(line.bisect(PLAIN))).containsExactly("left 1.1.0", "back 1.2.0");
    assertThat(Line.said(line.bisect(ask -> ask.better(Direction.LOWER))))
        .containsExactly("left 1.2.0");
  }

  @Test
  void whereNobodyKnowsTheDirectionAnyDifferenceCounts() {
    line.main("1.0.0", "-");
    line.main("1.1.0", "-");
    line.main("1.2.0", "-");
    line.desk.metric("1.0.0", "bananas", "5");
    line.desk.metric("1.1.0", "bananas", "6");
    line.desk.metric("1.2.0", "bananas", "5.0");

    Bisection found = line.bisect(line.desk.store, new Ask("bananas").request());

    assertThat(found.standard().direction()).isEmpty();
    assertThat(Line.said(found)).containsExactly("left 1.1.0", "back 1.2.0");
    assertThat(line.bisect(line.desk.store, new Ask("bananas").within("20%").request()).crossings())
        .isEmpty();
  }

  @Test
  void aMetricThatNeverLeftHasNoCrossingButAWorst() {
    line.main("1.0.0", "0.95");
    line.main("1.1.0", "0.97");
    line.main("1.2.0", "0.96");
    Bisection found = line.bisect(PLAIN);
    assertThat(found.crossings()).isEmpty();
    assertThat(found.coverage().worst().orElseThrow().version()).isEqualTo(Desk.v("1.2.0"));
    assertThat(found.coverage().measured()).isEqualTo(3);
  }

  @Test
  void versionsWithoutAValueMakeItOneOfSeveral() {
    line.main("1.0.0", "-");
    line.main("1.1.0", "0.95");
    line.main("1.2.0", "-");
    line.main("1.3.0", "-");
    line.main("1.4.0", "0.90");
    line.main("1.5.0", "-");
    Bisection found = line.bisect(PLAIN);
    assertThat(Line.said(found)).containsExactly("left 1.2.0?1.3.0?1.4.0");
    assertThat(found.coverage().without())
        .containsExactly(Desk.v("1.2.0"), Desk.v("1.3.0"), Desk.v("1.5.0"));
  }

  @Test
  void theCulpritIsTheExperimentAndItsMergeOnlyBroughtIt() {
    line.main("1.0.0", "0.95");
    String trial = line.trial("wide", "0.80");
    line.main("1.1.0", "0.95");
    line.promote("wide", "1.2.0", "0.80");
    line.main("1.3.0", "0.81");

    Bisection found = line.bisect(PLAIN);

    assertThat(Line.said(found)).containsExactly("left " + trial, "left 1.2.0 by " + trial);
    assertThat(found.crossings().get(0).why().orElseThrow().cause().orElseThrow().experiment())
        .contains("wide");
    assertThat(found.crossings().get(1).after())
        .extracting(s -> s.relation())
        .containsExactly(Relation.PARENT);
  }

  @Test
  void anExperimentThatWasNeverReleasedIsNotOfMain() {
    line.main("1.0.0", "0.95");
    line.trial("wild", "0.10");
    line.main("1.1.0", "0.94");
    assertThat(Line.said(line.bisect(PLAIN))).hasSize(2);
    assertThat(Line.said(line.bisect(ask -> ask.on("main")))).containsExactly("left 1.1.0");
  }

  @Test
  void aMergeThatDidNotTakeTheLossOverIsBack() {
    line.main("1.0.0", "0.95");
    String trial = line.trial("wide", "0.80");
    line.main("1.1.0", "0.95");
    line.promote("wide", "1.2.0", "0.96");
    Bisection found = line.bisect(PLAIN);
    assertThat(Line.said(found)).containsExactly("left " + trial, "back 1.2.0 by 1.1.0");
    assertThat(found.crossings().get(1).after())
        .extracting(s -> s.relation())
        .containsExactly(Relation.MERGED);
  }

  @Test
  void whatWasBeforeTheBaselineDoesNotCount() {
    line.main("1.0.0", "0.50");
    line.main("1.1.0", "0.95");
    line.main("1.2.0", "0.60");
    line.main("1.3.0", "0.95");
    line.main("1.4.0", "0.70");
    assertThat(Line.said(line.bisect(PLAIN))).isEmpty();
    assertThat(Line.said(line.bisect(ask -> ask.from("1.3.0")))).containsExactly("left 1.4.0");
    line.desk.alias("champion", "1.1.0");
    assertThat(Line.said(line.bisect(ask -> ask.from("champion"))))
        .containsExactly("left 1.2.0", "back 1.3.0", "left 1.4.0");
  }

  @Test
  void theOrderIsThatOfAncestryAndNotOfNumbers() {
    line.main("2.0.0", "0.95");
    line.main("1.5.0", "0.96");
    line.main("1.7.0", "0.80");
    line.main("1.6.0", "0.95");
    assertThat(Line.said(line.bisect(PLAIN))).containsExactly("left 1.7.0", "back 1.6.0");
  }

  @Test
  void aDeletedVersionIsPassedOver() {
    line.main("1.0.0", "0.95");
    line.main("1.1.0", "0.90");
    line.main("1.2.0", "0.90");
    line.desk.delete("1.1.0");
    Bisection found = line.bisect(PLAIN);
    assertThat(Line.said(found)).containsExactly("left 1.2.0");
    assertThat(found.crossings().get(0).after())
        .extracting(s -> s.from().version())
        .containsExactly(Desk.v("1.0.0"));
  }

  @Test
  void moreCrossingsThanAreToBeExplainedAreStillTold() {
    line.main("1.0.0", "0.95");
    line.main("1.1.0", "0.90");
    line.main("1.2.0", "0.95");
    Bisection found = line.bisect(ask -> ask.explaining(1));
    assertThat(found.crossings()).extracting(c -> c.why().isPresent()).containsExactly(true, false);
  }

  @Test
  void aTextIsNoNumberAndIsNamed() {
    line.main("1.0.0", "0.95");
    line.main("1.1.0", "quite good");
    line.main("1.2.0", "0.90");
    Bisection found = line.bisect(PLAIN);
    assertThat(found.coverage().texts()).containsExactly(Desk.v("1.1.0"));
    assertThat(Line.said(found)).containsExactly("left 1.1.0?1.2.0");
    RegistryException refusal = Desk.refusal(() -> line.bisect(ask -> ask.from("1.1.0")));
    assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
    assertThat(refusal.text()).contains("acme/iris@1.1.0 is no number: 'quite good'");
  }

  @Test
  void whatCanNotBeComparedIsRefusedWithTheWayOut() {
    assertThat(Desk.problem(() -> line.bisect(PLAIN))).isEqualTo(Problem.NOT_FOUND);
    line.main("1.0.0", "-");
    line.desk.metric("1.0.0", "accuracy", "0.9");
    RegistryException none = Desk.refusal(() -> line.bisect(PLAIN));
    assertThat(none.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(none.text()).isEqualTo("no version of acme/iris has the metric 'f1'");
    assertThat(none.hint()).isEqualTo("there are: accuracy");
    RegistryException near =
        Desk.refusal(() -> line.bisect(line.desk.store, new Ask("acuracy").request()));
    assertThat(near.hint()).startsWith("did you mean accuracy?");

    line.main("1.1.0", "0.9");
    assertThat(Desk.refusal(() -> line.bisect(PLAIN)).text()).startsWith("only one version");
    line.main("1.2.0", "0.9");
    RegistryException lacking = Desk.refusal(() -> line.bisect(ask -> ask.from("1.0.0")));
    assertThat(lacking.text()).isEqualTo("the baseline acme/iris@1.0.0 has no f1");
    assertThat(Desk.problem(() -> line.bisect(ask -> ask.from("9.0.0"))))
        .isEqualTo(Problem.NOT_FOUND);
    String trial = line.trial("wide", "0.9");
    assertThat(Desk.problem(() -> line.bisect(ask -> ask.from(trial).on("main"))))
        .isEqualTo(Problem.INVALID);
    assertThat(Desk.problem(() -> new Ask("f 1").request())).isEqualTo(Problem.INVALID);
    assertThat(Desk.problem(() -> Tolerance.parse("-1"))).isEqualTo(Problem.INVALID);
  }

  /** The same answer, but for the {@code nth} time that the question is asked. */
  private ModelStore failing(String question, int nth) {
    AtomicInteger asked = new AtomicInteger();
    return Twisted.store(
        line.desk.store,
        question,
        real -> {
          if (asked.incrementAndGet() == nth) {
            throw new RegistryException(Problem.CORRUPT, "damaged", "git model verify");
          }
          return real;
        });
  }

  @Test
  void aNoteThatCanNotBeReadIsToldAndTheRestIsAnswered() {
    line.main("1.0.0", "0.95");
    line.main("1.1.0", "0.93");
    line.main("1.2.0", "0.91");
    Bisection found = line.bisect(failing("metric", 2), Line.asked(PLAIN));
    assertThat(found.partial()).isTrue();
    assertThat(found.missing())
        .extracting(f -> f.subject() + ": " + f.matter())
        .containsExactly("acme/iris@1.1.0: damaged");
    assertThat(Line.said(found)).containsExactly("left 1.1.0?1.2.0");
  }

  @Test
  void aRecordThatCanNotBeReadBreaksOnlyItsOwnLine() {
    line.main("1.0.0", "0.95");
    line.main("1.1.0", "0.94");
    line.main("1.2.0", "0.96");
    Bisection found = line.bisect(failing("brief", 2), Line.asked(PLAIN));
    assertThat(found.partial()).isTrue();
    assertThat(Line.said(found)).containsExactly("left 1.1.0", "back 1.2.0");
    assertThat(found.crossings().get(0).after()).isEmpty();
  }

  @Test
  void whereNothingCanBeReadThatIsTheReason() {
    line.main("1.0.0", "0.95");
    Function<Object, Object> damaged =
        real -> {
          throw new RegistryException(Problem.CORRUPT, "no notes", "");
        };
    ModelStore broken =
        Twisted.store(Twisted.store(line.desk.store, "metric", damaged), "metrics", damaged);
    RegistryException refusal = Desk.refusal(() -> line.bisect(broken, Line.asked(PLAIN)));
    assertThat(refusal.problem()).isEqualTo(Problem.CORRUPT);
    assertThat(refusal.text()).contains("no notes");
  }
}
