package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Signature;
import dev.gitmodel.registry.ShowModel.ModelRecord;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShowTest {
  private final Shelf shelf = new Shelf();

  private VersionRecord show(String selector) {
    return new ShowVersion(shelf.store).apply(new ShowVersion.Request(shelf.ref(selector)));
  }

  @Test
  void aVersionsRecordHoldsAllThatIsKnownOfIt() {
    shelf.publish("1.0.0", Map.of("a.txt", "one"));
    shelf.by(Shelf.BOB).publish("1.1.0", "description: written\n", Map.of("a.txt", "two"));
    shelf.alias("champion", "1.1.0");
    shelf.alias("staging", "1.1.0");
    shelf.metric("1.1.0", "f1", "0.9");
    shelf.store.evaluate(shelf.model, Shelf.v("1.1.0"), "dataset: tickets\n");
    VersionRecord record = show("champion");
    assertThat(record.version()).isEqualTo(shelf.version("1.1.0"));
    assertThat(record.version().by()).isEqualTo(Shelf.BOB);
    assertThat(record.aliases())
        .containsExactly(new AliasName("champion"), new AliasName("staging"));
    assertThat(record.metrics().get("f1")).contains(new MetricValue.Real(0.9));
    assertThat(record.description()).contains("written");
    assertThat(record.evaluations()).contains("dataset: tickets\n");
    assertThat(record.signature()).isEqualTo(new Signature.Absent());
    assertThat(record.parents())
        .containsExactly(
            new VersionRecord.Parent(
                shelf.version("1.0.0").commit(), Optional.of(Shelf.v("1.0.0"))));
  }

  @Test
  void aDescriptionEditedLaterIsShownInsteadOfTheManifests() {
    shelf.publish("1.0.0", "description: written\n", Map.of());
    shelf.describe("1.0.0", "edited");
    assertThat(show("1.0.0").description()).contains("edited");
  }

  @Test
  void aParentThatIsNoVersionAnyMoreIsStillAParent() {
    shelf.publish("1.0.0", Map.of());
    var parent = shelf.version("1.0.0").commit();
    shelf.publish("1.1.0", Map.of());
    shelf.delete("1.0.0");
    assertThat(show("1.1.0").parents())
        .containsExactly(new VersionRecord.Parent(parent, Optional.empty()));
  }

  @Test
  void aModelShowsItsLatestAndAllVersionsNewestFirst() {
    shelf.publish("1.0.0", Map.of());
    shelf.publish("1.2.0", Map.of());
    shelf.publish("1.10.0-rc.1", Map.of());
    ModelRecord record = new ShowModel(shelf.store).apply(new ShowModel.Request(shelf.model));
    assertThat(record.latest().map(r -> r.version().version())).contains(Shelf.v("1.2.0"));
    assertThat(record.versions())
        .extracting(row -> row.version().toString())
        .containsExactly("1.10.0-rc.1", "1.2.0", "1.0.0");
    assertThat(record.branches()).containsOnlyKeys(BranchName.MAIN);
  }

  @Test
  void anEmptyModelIsShownWithoutALatest() {
    ModelRecord record = new ShowModel(shelf.store).apply(new ShowModel.Request(shelf.model));
    assertThat(record.latest()).isEmpty();
    assertThat(record.versions()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertProblem(Problem.NOT_FOUND, () -> show("9.9.9"));
    assertProblem(
        Problem.NOT_FOUND,
        () ->
            new ShowVersion(shelf.store)
                .apply(new ShowVersion.Request(Reference.parse("nobody/knows"))));
  }
}
