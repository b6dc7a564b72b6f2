package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.BlameFields.Extent;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each field is the doing of the version that really changed it. */
class BlameFieldsTest {
  private static final String RATE = "training.hyperparameters.rate";

  private final Desk desk = new Desk();

  private static Draft draft(String rate, String more) {
    return Desk.draft("training:\n  hyperparameters: {rate: " + rate + "}\n" + more);
  }

  private void publish(String version, Actor by, String rate, String more) {
    desk.push(
        Desk.push(draft(rate, more))
            .numbered(new Numbering.Exactly(Desk.v(version)))
            .by(by)
            .ran("run-" + version)
            .saying("because " + version));
  }

  private Blame blame(ModelStore store, String field, Extent extent) {
    return new BlameFields(store)
        .apply(
            new BlameFields.Request(
                Desk.IRIS, Optional.of(field).filter(f -> !f.isEmpty()), BranchName.MAIN, extent));
  }

  private List<String> said(String field, Extent extent) {
    return blame(desk.store, field, extent).lines().stream().map(BlameFieldsTest::said).toList();
  }

  private static String said(Blame.Line line) {
    return line.cause().version()
        + ": "
        + line.change().before().orElse("-")
        + " > "
        + line.change().after().orElse("-");
  }

  @Test
  void aFieldIsOfTheVersionThatChangedItLastAndNotOfThoseThatKeptIt() {
    publish("1.0.0", Desk.ANN, "0.1", "license: mit\n");
    publish("1.1.0", Desk.BOB, "0.2", "license: mit\n");
    publish("1.2.0", Desk.ANN, "0.2", "license: mit\n");

    Blame.Line line = blame(desk.store, RATE, Extent.LAST).lines().get(0);

    assertThat(said(line)).isEqualTo("1.1.0: 0.1 > 0.2");
    assertThat(line.cause().by()).isEqualTo(Desk.BOB);
    assertThat(line.cause().commit()).isEqualTo(desk.version("1.1.0").commit());
    assertThat(line.cause().run()).contains("run-1.1.0");
    assertThat(line.cause().message()).contains("because 1.1.0");
    assertThat(said("license", Extent.LAST)).containsExactly("1.0.0: - > mit");
  }

  @Test
  void withoutAFieldEveryFieldOfTheLastVersionHasALine() {
    publish("1.0.0", Desk.ANN, "0.1", "license: mit\n");
    publish("1.1.0", Desk.ANN, "0.2", "license: mit\n");

    assertThat(blame(desk.store, "", Extent.LAST).lines())
        .extracting(line -> line.change().path())
        .containsExactlyElementsOf(desk.version("1.1.0").manifest().flat().keySet());
  }

  @Test
  void theHistoryOfAFieldIsEveryChangeTheNewestFirst() {
    publish("1.0.0", Desk.ANN, "0.1", "");
    publish("1.1.0", Desk.ANN, "0.2", "license: mit\n");
    publish("1.2.0", Desk.ANN, "0.1", "");
    publish("1.3.0", Desk.ANN, "0.1", "");

    assertThat(said(RATE, Extent.EVERY))
        .containsExactly("1.2.0: 0.2 > 0.1", "1.1.0: 0.1 > 0.2", "1.0.0: - > 0.1");
    assertThat(said("license", Extent.EVERY)).containsExactly("1.2.0: mit > -", "1.1.0: - > mit");
    assertThat(said("license", Extent.LAST)).containsExactly("1.2.0: mit > -");
  }

  @Test
  void aPathMeansAllThatIsBelowIt() {
    publish("1.0.0", Desk.ANN, "0.1", "");
    assertThat(said("training", Extent.LAST)).containsExactly("1.0.0: - > 0.1");
    assertThat(said("training.hyperparameters", Extent.EVERY)).containsExactly("1.0.0: - > 0.1");
  }

  @Test
  void whatAnExperimentChangedIsTheExperimentsThoughItWasReleasedByAMerge() {
    publish("1.0.0", Desk.ANN, "0.1", "");
    var trial = desk.push(Desk.push(draft("0.5", "")).on("exp/wide").by(Desk.BOB).ran("r-wide"));
    publish("1.1.0", Desk.ANN, "0.1", "");
    new PromoteExperiment(desk.ledger)
        .apply(
            new PromoteExperiment.Request(
                Desk.ANN,
                Desk.IRIS,
                new ExperimentName("wide"),
                new Numbering.Usual(),
                Optional.empty(),
                Optional.of("f1 is up"),
                Signing.UNSIGNED));

    Blame.Line line = blame(desk.store, RATE, Extent.LAST).lines().get(0);

    assertThat(said(line)).isEqualTo(trial + ": 0.1 > 0.5");
    assertThat(line.cause().by()).isEqualTo(Desk.BOB);
    assertThat(line.cause().run()).contains("r-wide");
    assertThat(line.cause().experiment()).contains("wide");
    Blame.Line version = blame(desk.store, "version", Extent.LAST).lines().get(0);
    assertThat(version.cause().reason()).contains("f1 is up");
  }

  @Test
  void aVersionThatWasDeletedIsPassedOver() {
    publish("1.0.0", Desk.ANN, "0.1", "");
    publish("1.1.0", Desk.ANN, "0.2", "");
    publish("1.2.0", Desk.ANN, "0.2", "");
    desk.delete("1.1.0");
    assertThat(said(RATE, Extent.EVERY)).containsExactly("1.2.0: 0.1 > 0.2", "1.0.0: - > 0.1");
  }

  @Test
  void aMissingCommitEndsTheWayAndIsTold() {
    publish("1.0.0", Desk.ANN, "0.1", "");
    publish("1.1.0", Desk.ANN, "0.1", "");
    publish("1.2.0", Desk.ANN, "0.1", "");
    desk.delete("1.1.0");
    String gone = desk.version("1.2.0").parents().get(0).hex();
    ModelStore store =
        Twisted.store(
            desk.store,
            "commit",
            real -> {
              if (((dev.gitmodel.model.Commit) real).id().hex().equals(gone)) {
                throw new RegistryException(Problem.CORRUPT, "no commit " + gone, "");
              }
              return real;
            });

    Blame blame = blame(store, RATE, Extent.LAST);

    assertThat(blame.lines()).extracting(BlameFieldsTest::said).containsExactly("1.2.0: - > 0.1");
    assertThat(blame.partial()).isTrue();
    assertThat(blame.missing()).extracting(Finding::matter).containsExactly("no commit " + gone);
  }

  @Test
  void aVersionThatCannotBeReadEndsTheWayAndIsTold(@TempDir Path folder)
      throws IOException, InterruptedException {
    ModelStore store = Unreadable.manifest(folder, "1.1.0", "1.0.0", "1.1.0", "1.2.0", "1.3.0");
    try {
      Blame blame = blame(store, "version", Extent.EVERY);
      assertThat(blame.lines())
          .extracting(BlameFieldsTest::said)
          .containsExactly("1.3.0: 1.2.0 > 1.3.0", "1.2.0: - > 1.2.0");
      assertThat(blame.missing()).extracting(Finding::subject).containsExactly("acme/iris");
      assertThat(blame(store, "", Extent.LAST).partial()).as("read so far").isFalse();
    } finally {
      Stores.close(store);
    }
  }

  @Test
  void theEndOfAPathIsEnough() {
    publish("1.0.0", Desk.ANN, "0.1", "");
    String end = RATE.substring(RATE.lastIndexOf('.') + 1);
    assertThat(said(end, Extent.LAST)).containsExactly("1.0.0: - > 0.1");
    assertThat(said("hyperparameters", Extent.EVERY)).containsExactly("1.0.0: - > 0.1");
    assertThat(Desk.refusal(() -> said(end.substring(1), Extent.LAST)).hint())
        .startsWith("nearest: " + RATE);
  }

  @Test
  void anUnknownFieldNamesTheNearest() {
    publish("1.0.0", Desk.ANN, "0.1", "license: mit\n");
    RegistryException refusal = Desk.refusal(() -> said("licence", Extent.LAST));
    assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(refusal.text()).contains("'licence'");
    assertThat(refusal.hint()).startsWith("nearest: license");
    assertThat(Desk.problem(() -> said("train", Extent.EVERY))).isEqualTo(Problem.NOT_FOUND);
  }
}
