package dev.gitmodel.registry;

import static dev.gitmodel.registry.Desk.ANN;
import static dev.gitmodel.registry.Desk.IRIS;
import static dev.gitmodel.registry.Desk.draft;
import static dev.gitmodel.registry.Desk.metrics;
import static dev.gitmodel.registry.Desk.push;
import static dev.gitmodel.registry.Desk.v;
import static dev.gitmodel.registry.Desk.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.registry.PushVersion.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PushVersionTest {
  private final Desk desk = new Desk();

  private static Change.Publish published(Done<PushVersion.Result> done) {
    return done.changes().orElseThrow().changes().stream()
        .filter(Change.Publish.class::isInstance)
        .map(Change.Publish.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstPushMakesTheModelToo() {
    var done = desk.done(push(weights("one")));

    assertThat(done.result().outcome()).isEqualTo(Outcome.PUBLISHED_FIRST);
    assertThat(done.result().version()).isEqualTo(v("0.1.0"));
    assertThat(done.result().commit()).contains(desk.version("0.1.0").commit());
    assertThat(done.result().digest()).isEqualTo(desk.version("0.1.0").digest());
    assertThat(desk.audit())
        .extracting(AuditEntry::operation)
        .containsExactly("version.publish", "model.create");
  }

  @Test
  void theNextPushIsThePatchAfter() {
    desk.push(weights("one"), "1.2.0");

    var done = desk.done(push(weights("two")));

    assertThat(done.result().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(done.result().version()).isEqualTo(v("1.2.1"));
    assertThat(desk.version("1.2.1").parents()).containsExactly(desk.version("1.2.0").commit());
  }

  @Test
  void modelYamlIsCompletedAndKeptAsItWasWritten() {
    desk.push(push(draft("# ours\nsummary: Flowers\n", "model.bin", "one")));

    assertThat(desk.now().manifestText(v("0.1.0")).text())
        .isEqualTo(
            "# ours\nsummary: Flowers\nname: iris\nframework: safetensors\nversion: 0.1.0\n");
  }

  @Test
  void theCommitSaysWhatItReleasesInTrailers() {
    desk.push(push(draft("version: 2.1.0\n", "data.csv", "a,b")).to("acme/tickets"));
    var tickets = desk.store.look(ModelName.parse("acme/tickets")).version(v("2.1.0"));
    String manifest =
        """
        summary: Flowers
        base_model: meta-llama/Llama-3.1-8B
        experiment: exp-42
        training:
          dataset: acme/tickets@2.1.0
        """;

    var done = desk.done(push(draft(manifest, "model.bin", "one")).ran("01JD"));

    assertThat(published(done).commitMessage())
        .isEqualTo(
            """
            Release iris 0.1.0

            Flowers

            Model-Version: 0.1.0
            Experiment-Id: exp-42
            Run-Id: 01JD
            Base-Model: meta-llama/Llama-3.1-8B
            Dataset: acme/tickets@2.1.0 %s
            """
                .formatted(tickets.digest()));
    assertThat(published(done).tagMessage())
        .isEqualTo("iris 0.1.0\n\nFlowers\n\nModel-Digest: " + done.result().digest() + "\n");
  }

  @Test
  void aMessageStandsInPlaceOfTheSummary() {
    var done = desk.done(push(weights("one")).saying("Better flowers.\r\n\r\nReally.\n"));

    assertThat(published(done).commitMessage())
        .isEqualTo("Release iris 0.1.0\n\nBetter flowers.\n\nReally.\n\nModel-Version: 0.1.0\n");
  }

  @Test
  void aBaseModelOfTheRegistryIsRecordedWithItsDigest() {
    var base = desk.done(push(weights("one"))).result();

    var done = desk.done(push(draft("base_model: acme/iris@0.1.0\n", "model.bin", "two")));

    assertThat(published(done).commitMessage())
        .endsWith("\nBase-Model: acme/iris@0.1.0 " + base.digest() + "\n");
  }

  @Test
  void aDatasetFromOutsideStaysAsItWasWritten() {
    String manifest = "training: {dataset: \"https://example.org/iris.csv\"}\n";

    assertThat(published(desk.done(push(draft(manifest, "model.bin", "one")))).commitMessage())
        .endsWith("\nDataset: https://example.org/iris.csv\n");
  }

  @Test
  void aliasesAndMetricsOfThePushAreOneEntryWithIt() {
    desk.push(push(weights("one")).alias("champion"));
    int entries = desk.audit().size();

    var done = desk.done(push(weights("two")).alias("champion").metric("f1", "0.86"));

    assertThat(desk.audit()).hasSize(entries + 1);
    assertThat(desk.holder("champion")).contains(v("0.1.1"));
    assertThat(desk.now().metrics(v("0.1.1"))).isEqualTo(metrics("f1", "0.86"));
    ChangeSet set = done.changes().orElseThrow();
    assertThat(set.event().before()).containsEntry("aliases", Map.of("champion", "0.1.0"));
    assertThat(set.event().after())
        .containsEntry("aliases", Map.of("champion", "0.1.1"))
        .containsEntry("metrics", Map.of("f1", 0.86));
    assertThat(desk.lastEntry().trailers()).containsEntry("Alias", "champion");
  }

  @Test
  void theEntryHoldsWhatDiffersFromTheVersionBefore() {
    desk.push(push(draft("license: mit\n", "model.bin", "one", "a.txt", "a", "b.txt", "b")));

    var done =
        desk.done(
            push(draft("license: apache-2.0\n", "model.bin", "two", "a.txt", "a", "c.txt", "c")));

    var event = done.changes().orElseThrow().event();
    assertThat(event.before())
        .containsExactly(Map.entry("manifest", Map.of("license", "mit", "version", "0.1.0")));
    assertThat(event.after())
        .containsEntry("manifest", Map.of("license", "apache-2.0", "version", "0.1.1"))
        .containsEntry(
            "files",
            Map.of(
                "added", List.of("c.txt"),
                "removed", List.of("b.txt"),
                "changed", List.of("model.bin")));
    assertThat(event.trailers())
        .containsEntry("Version", "0.1.1")
        .containsEntry("Branch", "main")
        .containsEntry("Digest", done.result().digest().toString());
  }

  @Test
  void aNewBranchBeginsAtTheTipOfMain() {
    desk.push(weights("one"), "1.2.0");

    assertThat(desk.push(push(weights("two")).on("exp/rate"))).isEqualTo(v("1.2.1-rate.1"));
    assertThat(desk.push(push(weights("three")).on("exp/rate"))).isEqualTo(v("1.2.1-rate.2"));
    assertThat(desk.version("1.2.1-rate.1").parents())
        .containsExactly(desk.version("1.2.0").commit());
    assertThat(desk.now().lastVersionOn(BranchName.MAIN)).contains(v("1.2.0"));
  }

  @Test
  void aBranchBeforeThereIsAMainIsARoot() {
    assertThat(desk.push(push(weights("one")).on("exp/rate"))).isEqualTo(v("0.1.0-rate.1"));
    assertThat(desk.version("0.1.0-rate.1").parents()).isEmpty();
  }

  @Test
  void aDryRunSaysTheSameAndWritesNothing() {
    var planned = desk.plan(push(weights("one")).alias("champion"));

    assertThat(desk.store.models()).isEmpty();
    assertThat(planned.receipt()).isEmpty();
    assertThat(planned.result().outcome()).isEqualTo(Outcome.PUBLISHED_FIRST);
    assertThat(planned.result().commit()).isEmpty();
    var done = desk.done(push(weights("one")).alias("champion"));
    assertThat(planned.changes()).isEqualTo(done.changes());
    assertThat(planned.result().digest()).isEqualTo(done.result().digest());
    assertThat(planned.result().newBytes()).isEqualTo(done.result().newBytes());
  }

  @Test
  void aDryRunCountsOnlyTheBytesThatAreNew() {
    desk.push(push(draft("", "model.bin", "12345678", "a.txt", "a")));

    var planned = desk.plan(push(draft("", "model.bin", "12345678", "a.txt", "bc")));

    var manifest = planned.result().files().get(2);
    assertThat(manifest.path()).isEqualTo(Manifest.FILE);
    assertThat(planned.result().newBytes()).isEqualTo(2 + manifest.size());
    assertThat(planned.result().outcome()).isEqualTo(Outcome.PUBLISHED);
  }

  @Test
  void aSignedPushSignsTheTag() {
    desk.push(push(weights("one")).signed());

    assertThat(desk.version("0.1.0").signed()).isTrue();
  }

  @Test
  void whoPublishedIsWhoAsked() {
    desk.push(weights("one"), "1.0.0");

    assertThat(desk.version("1.0.0").by()).isEqualTo(ANN);
    assertThat(desk.version("1.0.0").model()).isEqualTo(IRIS);
  }

  @Test
  void whatWasCreatedAsADatasetStaysOneWhereModelYamlDoesNotSay() {
    new CreateModel(desk.ledger).apply(new CreateModel.Request(ANN, IRIS, "dataset"));
    assertThat(desk.now().madeAs()).isEqualTo("dataset");
    assertThat(new ScanningCatalogue(desk.store).cards().models())
        .singleElement()
        .satisfies(card -> assertThat(card.manifest().kind()).isEqualTo("dataset"));

    desk.push(weights("one"), "1.0.0");
    desk.push(weights("two"), "1.1.0");

    assertThat(desk.version("1.0.0").manifest().kind()).isEqualTo("dataset");
    assertThat(desk.version("1.1.0").manifest().kind()).isEqualTo("dataset");
    assertThat(desk.done(push(weights("two"))).result().outcome())
        .isEqualTo(Outcome.ALREADY_PUBLISHED);
  }

  @Test
  void theAuthorsKindWinsAndVersionsBeforeItStayAsTheyAre() {
    desk.push(weights("one"), "1.0.0");
    desk.push(push(draft("kind: adapter\nversion: 2.0.0\n", "model.bin", "two")));
    assertThat(desk.push(weights("three"), "2.0.1")).isEqualTo(v("2.0.1"));

    assertThat(desk.version("2.0.1").manifest().kind()).isEqualTo("adapter");
    assertThat(desk.version("1.0.0").manifest().text("kind")).isEmpty();
    var again = desk.done(push(weights("one")).numbered(new Numbering.Exactly(v("1.0.0"))));
    assertThat(again.result().outcome()).isEqualTo(Outcome.ALREADY_PUBLISHED);
  }
}
