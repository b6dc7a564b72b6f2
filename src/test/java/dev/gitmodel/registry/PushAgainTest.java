package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.draft;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.refusal;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Bump;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.PushVersion.Outcome;
import org.junit.jupiter.api.Test;

final class PushAgainTest {
  private static final Numbering ONE = new Numbering.Exactly(v("1.0.0"));

  private final Desk desk = new Desk();

  @Test
  void theSameContentUnderTheSameNumberIsSuccessAndWritesNothing() {
    desk.push(push(weights("one")).numbered(ONE));
    int entries = desk.audit().size();

    var done = desk.done(push(weights("one")).numbered(ONE));

    assertThat(done.result().outcome()).isEqualTo(Outcome.ALREADY_PUBLISHED);
    assertThat(done.result().commit()).contains(desk.version("1.0.0").commit());
    assertThat(done.result().newBytes()).isZero();
    assertThat(done.changes()).isEmpty();
    assertThat(desk.audit()).hasSize(entries);
  }

  @Test
  void theSameFolderAgainIsTheVersionThatItBecame() {
    desk.push(push(weights("one")));
    desk.push(push(weights("two")));

    var done = desk.done(push(weights("two")));

    assertThat(done.result().version()).isEqualTo(v("0.1.1"));
    assertThat(done.result().outcome()).isEqualTo(Outcome.ALREADY_PUBLISHED);
    assertThat(desk.now().versions()).hasSize(2);
  }

  @Test
  void onlyTheVersionLineMayDifferWhereNoNumberIsGiven() {
    desk.push(push(draft("version: 1.0.0\nlicense: mit\n", "model.bin", "one")));

    assertThat(desk.push(push(draft("license: mit\n", "model.bin", "one")))).isEqualTo(v("1.0.0"));
    assertThat(desk.push(push(draft("license: mit\ntags: [a]\n", "model.bin", "one"))))
        .isEqualTo(v("1.0.1"));
  }

  @Test
  void anOlderContentAgainIsANewVersion() {
    desk.push(push(weights("one")));
    desk.push(push(weights("two")));

    assertThat(desk.push(push(weights("one")))).isEqualTo(v("0.1.2"));
  }

  @Test
  void aBumpPublishesEvenTheSameContent() {
    desk.push(push(weights("one")));

    assertThat(desk.push(push(weights("one")).numbered(new Numbering.Next(Bump.MINOR))))
        .isEqualTo(v("0.2.0"));
  }

  @Test
  void newAliasesAndMetricsAreStillAttached() {
    desk.push(push(weights("one")).numbered(ONE).metric("loss", "0.2"));

    var done = desk.done(push(weights("one")).numbered(ONE).alias("champion").metric("f1", "0.9"));

    assertThat(done.result().outcome()).isEqualTo(Outcome.ALREADY_PUBLISHED);
    assertThat(done.receipt()).isPresent();
    assertThat(desk.lastEntry().operation()).isEqualTo("metrics.update");
    assertThat(desk.lastEntry().subject())
        .isEqualTo("metrics 1.0.0: f1=0.9; alias champion: none -> 1.0.0");
    assertThat(desk.now().metrics(v("1.0.0"))).isEqualTo(Desk.metrics("f1", "0.9", "loss", "0.2"));
    assertThat(desk.holder("champion")).contains(v("1.0.0"));
  }

  @Test
  void anAliasAloneIsRecordedAsOne() {
    desk.push(push(weights("one")).numbered(ONE));
    desk.done(push(weights("one")).numbered(ONE).alias("champion"));

    assertThat(desk.lastEntry().operation()).isEqualTo("alias.set");
    assertThat(desk.lastEntry().subject()).isEqualTo("alias champion: none -> 1.0.0");
  }

  @Test
  void otherContentUnderATakenNumberIsRefusedAndNamed() {
    desk.push(push(draft("", "model.bin", "one", "old.txt", "old")).numbered(ONE));

    RegistryException refusal =
        refusal(
            () -> desk.done(push(draft("", "model.bin", "two", "new.txt", "new")).numbered(ONE)));

    assertThat(refusal.problem()).isEqualTo(Problem.EXISTS);
    assertThat(refusal.text())
        .isEqualTo(
            "acme/iris 1.0.0 is already published with other content: new.txt is new, old.txt is"
                + " missing");
    assertThat(refusal.hint())
        .isEqualTo("publish the next one with: git model push . --bump minor");
  }

  @Test
  void contentOfTheSameSizeIsComparedByItsDigest() {
    desk.push(push(weights("one")).numbered(ONE));

    assertThat(refusal(() -> desk.done(push(weights("two")).numbered(ONE))).text())
        .isEqualTo("acme/iris 1.0.0 is already published with other content: model.bin differs");
    assertThat(refusal(() -> desk.plan(push(weights("two")).numbered(ONE))).problem())
        .isEqualTo(Problem.EXISTS);
  }

  @Test
  void aDifferentManifestUnderATakenNumberIsRefused() {
    desk.push(push(draft("version: 1.0.0\nlicense: mit\n", "model.bin", "one")));

    assertThat(
            refusal(
                    () ->
                        desk.done(
                            push(
                                draft(
                                    "version: 1.0.0\nlicense: bsd-3-clause\n",
                                    "model.bin",
                                    "one"))))
                .text())
        .isEqualTo("acme/iris 1.0.0 is already published with other content: model.yaml differs");
  }
}
