package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.metrics;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Signature;
import dev.gitmodel.registry.Verdict.Outcome;
import dev.gitmodel.store.LocalCommits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static Evidence evidence(MetricSet metrics) {
    return Evidence.ofNew(v("1.1.0"), metrics);
  }

  private static Evidence holder(String... metrics) {
    return Evidence.ofNew(v("1.0.0"), metrics(metrics));
  }

  private static Outcome judge(GateRule rule, Evidence candidate, Optional<Evidence> holder) {
    return new Gate(Policy.OPEN).judge(List.of(rule), candidate, holder).outcomes().get(0);
  }

  private static Outcome threshold(double min, double max, String... metrics) {
    GateRule rule = new GateRule.Threshold("f1", OptionalDouble.of(min), OptionalDouble.of(max));
    return judge(rule, evidence(metrics(metrics)), Optional.empty());
  }

  private static Outcome regression(String metric, double most, String value, String was) {
    return judge(
        new GateRule.Regression(metric, most),
        evidence(metrics(metric, value)),
        Optional.of(holder(metric, was)));
  }

  @Test
  void boundsAreInclusive() {
    assertThat(threshold(0.8, 0.9, "f1", "0.8"))
        .isEqualTo(new Outcome("f1 >= 0.8, f1 <= 0.9", "0.8", true));
    assertThat(threshold(0.8, 0.9, "f1", "0.9").passed()).isTrue();
    assertThat(threshold(0.8, 0.9, "f1", "0.79999").passed()).isFalse();
    assertThat(threshold(0.8, 0.9, "f1", "1").passed()).isFalse();
  }

  @Test
  void aMissingMetricAndATextFail() {
    assertThat(threshold(0, 1)).isEqualTo(new Outcome("f1 >= 0, f1 <= 1", "not recorded", false));
    assertThat(threshold(0, 1, "f1", "good").passed()).isFalse();
  }

  @Test
  void aRegressionIsMeasuredInDecimal() {
    // 0.86 - 0.83 is 0.030000000000000027 as binary floats.
    assertThat(regression("f1", 0.03, "0.83", "0.86"))
        .isEqualTo(
            new Outcome(
                "f1 at most 0.03 worse (higher is better)", "0.83 against 0.86 of 1.0.0", true));
    assertThat(regression("f1", 0.03, "0.8299", "0.86").passed()).isFalse();
    assertThat(regression("f1", 0, "0.9", "0.86").passed()).isTrue();
  }

  @Test
  void aLossThatGoesUpIsWorse() {
    assertThat(regression("val_loss", 0.1, "0.61", "0.5"))
        .isEqualTo(
            new Outcome(
                "val_loss at most 0.1 worse (lower is better)",
                "0.61 against 0.5 of 1.0.0",
                false));
    assertThat(regression("val_loss", 0.1, "0.6", "0.5").passed()).isTrue();
    assertThat(regression("val_loss", 0.1, "0.1", "0.5").passed()).isTrue();
  }

  @Test
  void thePolicySaysWhichWayAMetricIsBetter() {
    Policy policy =
        new Policy(
            Optional.empty(),
            Map.of(),
            false,
            List.of(),
            Map.of("drift", Direction.LOWER),
            false,
            Collections.emptySortedSet());

    Verdict verdict =
        new Gate(policy)
            .judge(
                List.of(new GateRule.Regression("drift", 0)),
                evidence(metrics("drift", "2")),
                Optional.of(holder("drift", "1")));

    assertThat(verdict.passed()).isFalse();
  }

  @Test
  void withoutAHolderThereIsNothingToBeWorseThan() {
    assertThat(
            judge(
                new GateRule.Regression("f1", 0), evidence(metrics("f1", "0.5")), Optional.empty()))
        .isEqualTo(
            new Outcome(
                "f1 at most 0 worse (higher is better)", "0.5, no version to compare with", true));
  }

  @Test
  void aRegressionNeedsTheMetricOnBothSides() {
    GateRule rule = new GateRule.Regression("f1", 0);

    assertThat(judge(rule, evidence(MetricSet.EMPTY), Optional.of(holder("f1", "0.5"))))
        .satisfies(o -> assertThat(o.value()).isEqualTo("not recorded"))
        .satisfies(o -> assertThat(o.passed()).isFalse());
    assertThat(judge(rule, evidence(MetricSet.EMPTY), Optional.empty()).passed()).isFalse();
    assertThat(judge(rule, evidence(metrics("f1", "0.5")), Optional.of(holder())))
        .satisfies(o -> assertThat(o.value()).isEqualTo("0.5 against not recorded of 1.0.0"))
        .satisfies(o -> assertThat(o.passed()).isFalse());
  }

  @Test
  void anEvaluationIsFoundByItsDataset() {
    Evidence evaluated =
        new Evidence(
            v("1.1.0"),
            () -> MetricSet.EMPTY,
            () -> Optional.of("- dataset: \"acme/eval@1.0.0\"\n  auc: 0.9\n"),
            Signature.Absent::new);

    assertThat(outcome(evaluated, Optional.empty()).passed()).isTrue();
    assertThat(outcome(evaluated, Optional.of("acme/eval@1.0.0")).passed()).isTrue();
    assertThat(outcome(evaluated, Optional.of("acme/eval")).passed()).isTrue();
    assertThat(outcome(evaluated, Optional.of("acme/ev")))
        .isEqualTo(new Outcome("evaluated on acme/ev", "recorded on other datasets only", false));
    assertThat(outcome(evidence(MetricSet.EMPTY), Optional.empty()))
        .isEqualTo(new Outcome("evaluated", "no evaluation recorded", false));
  }

  private static Outcome outcome(Evidence evidence, Optional<String> dataset) {
    return judge(new GateRule.Evaluated(dataset), evidence, Optional.empty());
  }

  @Test
  void aSignatureMustBeGood() {
    assertThat(signed(new Signature.Good("ann"))).isEqualTo(new Outcome("signed", "by ann", true));
    assertThat(signed(new Signature.Bad("unknown key")))
        .isEqualTo(new Outcome("signed", "unknown key", false));
    assertThat(signed(new Signature.Absent()))
        .isEqualTo(new Outcome("signed", "no signature", false));
  }

  private static Outcome signed(Signature signature) {
    Evidence evidence =
        new Evidence(v("1.1.0"), () -> MetricSet.EMPTY, Optional::empty, () -> signature);
    return judge(new GateRule.Signed(), evidence, Optional.empty());
  }

  @Test
  void checkingAGateMovesNothingAndSaysAll() {
    Desk desk = desk();

    var result = check(desk, "acme/iris@1.1.0", Optional.of("champion"), Optional.empty());

    assertThat(result.passed()).isFalse();
    assertThat(result.verdicts().get(new AliasName("champion")).failures())
        .containsExactly(
            new Outcome(
                "f1 at most 0 worse (higher is better)", "0.8 against 0.9 of 1.0.0", false));
    assertThat(refusal(result::require).problem()).isEqualTo(Problem.REFUSED);
    assertThat(desk.holder("champion")).contains(v("1.0.0"));
  }

  @Test
  void aVersionCanBeHeldAgainstAnyOther() {
    Desk desk = desk();
    desk.push(weights("old"), "0.9.0");
    desk.metric("0.9.0", "f1", "0.7");

    assertThat(
            check(desk, "acme/iris@1.1.0", Optional.of("champion"), Optional.of("acme/iris@0.9.0"))
                .passed())
        .isTrue();
  }

  @Test
  void withoutAnAliasEveryGuardedOneIsAsked() {
    Desk desk = desk();
    desk.alias("free", "1.0.0");

    assertThat(check(desk, "acme/iris@1.1.0", Optional.empty(), Optional.empty()).verdicts())
        .containsOnlyKeys(new AliasName("champion"));
    assertThat(check(desk, "acme/iris@1.1.0", Optional.of("free"), Optional.empty()).passed())
        .isTrue();
  }

  private static Desk desk() {
    Desk desk = new Desk();
    desk.push(weights("one"), "1.0.0");
    desk.push(weights("two"), "1.1.0");
    desk.metric("1.0.0", "f1", "0.9");
    desk.metric("1.1.0", "f1", "0.8");
    desk.alias("champion", "1.0.0");
    desk.store.enforce(Policies.gates("champion", List.of(new GateRule.Regression("f1", 0))));
    assertThat(desk.now().model()).isEqualTo(IRIS);
    return desk;
  }

  private static CheckGate.Result check(
      Desk desk, String version, Optional<String> alias, Optional<String> against) {
    return new CheckGate(desk.store, new FindCommit(LocalCommits.NONE))
        .apply(
            new CheckGate.Request(
                new Subject.Published(Reference.parse(version)),
                alias.map(AliasName::new),
                against.map(Reference::parse).map(Subject.Published::new),
                MetricSet.EMPTY));
  }
}
