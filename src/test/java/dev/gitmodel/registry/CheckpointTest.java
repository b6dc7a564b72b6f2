package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Checkpoint.Head;
import dev.gitmodel.registry.Checkpoint.ModelHead;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.InMemoryModelStore;
import dev.gitmodel.store.ModelStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path folder;

  private static Checkpoint take(ModelStore store, ModelName... models) {
    return new TakeCheckpoint(store)
        .apply(new TakeCheckpoint.Request(List.of(models), NOW))
        .checkpoint();
  }

  private static List<Finding> verify(ModelStore store, ModelHead saved) {
    return new VerifyAudit(store)
        .apply(new VerifyAudit.Request(saved.model(), Optional.of(saved)))
        .findings();
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void aLogThatGrewStillHasItsCheckpoint(Stores kind) {
    ModelStore store = kind.open(folder);
    try {
      Fleet fleet = new Fleet(store);
      ModelName model = fleet.create("acme/iris");
      fleet.publish(model, "1.0.0", "");
      fleet.create("acme/other");
      Checkpoint checkpoint = take(store);

      assertThat(checkpoint.models()).extracting(ModelHead::model).hasSize(2);
      assertThat(checkpoint.taken()).isEqualTo(NOW);
      assertThat(checkpoint.registry().orElseThrow().entries()).isEqualTo(1);
      ModelHead head = checkpoint.of(model).orElseThrow();
      assertThat(head.log().entries()).isEqualTo(2);
      assertThat(head.at()).isEqualTo(Fleet.minute(2));
      assertThat(verify(store, head)).isEmpty();
      fleet.alias(model, "champion", "1.0.0", "why not");
      assertThat(verify(store, head)).isEmpty();
      assertThat(new VerifyAudit(store).registry(checkpoint.registry().orElseThrow())).isEmpty();
      assertThat(take(store, model).registry()).isEmpty();
      assertThat(take(store, model).models()).hasSize(1);
    } finally {
      Stores.close(store);
    }
  }

  @Test
  void aModelThatIsGoneIsFound() {
    Shelf shelf = new Shelf();
    ModelHead head = take(shelf.store).of(shelf.model).orElseThrow();
    var gone = new ModelHead(ModelName.parse("acme/gone"), head.log(), head.at());
    assertThat(verify(shelf.store, gone))
        .extracting(Finding::subject, Finding::matter)
        .singleElement()
        .asString()
        .contains("acme/gone", "is gone", head.log().head().hex());
  }

  @Test
  void aNamedModelThatIsNotThereIsNotFound() {
    Shelf shelf = new Shelf();
    assertProblem(Problem.NOT_FOUND, () -> take(shelf.store, ModelName.parse("acme/none")));
  }

  @Test
  void aPolicyThatWasRolledBackIsFound() {
    Shelf shelf = new Shelf();
    Head first = take(shelf.store).registry().orElseThrow();
    shelf.store.enforce(Policy.OPEN);
    Head second = take(shelf.store).registry().orElseThrow();
    VerifyAudit verify = new VerifyAudit(shelf.store);
    assertThat(verify.registry(first)).isEmpty();
    assertThat(verify.registry(second)).isEmpty();
    var lost = new Head(new Revision("f".repeat(40)), 3);
    assertThat(verify.registry(lost)).extracting(Finding::subject).containsExactly("registry.git");
    assertThat(new VerifyAudit(new InMemoryModelStore()).registry(first))
        .extracting(Finding::matter)
        .singleElement()
        .asString()
        .contains("no entry any more");
  }

  private static List<Finding> held(int saved, int savedAs, int... now) {
    SavedHead head = new SavedHead(new Head(revision(savedAs), saved));
    for (int entry : now) {
      head.see(revision(entry));
    }
    return head.findings("log");
  }

  private static Revision revision(int number) {
    return new Revision(String.format(java.util.Locale.ROOT, "%040x", number));
  }

  @Test
  void whatBecameOfALogIsToldApart() {
    assertThat(held(3, 3, 3, 2, 1)).isEmpty();
    assertThat(held(3, 3, 5, 4, 3, 2, 1)).isEmpty();
    assertThat(held(3, 3, 2, 1))
        .extracting(Finding::matter)
        .asString()
        .contains("was cut off: it has 2 entries");
    assertThat(held(3, 3, 9, 8, 2, 1))
        .extracting(Finding::matter)
        .asString()
        .contains("was rewritten: it has 4 entries");
    assertThat(held(3, 3, 4, 3, 2))
        .extracting(Finding::matter)
        .asString()
        .contains("has 2 entries up to");
    assertThat(held(3, 3)).extracting(Finding::matter).asString().contains("no entry any more");
  }

  @Test
  void theLogsAreExportedWithTheirHeads() {
    Shelf shelf = new Shelf();
    shelf.publish("1.0.0", java.util.Map.of());
    shelf.alias("champion", "1.0.0");
    shelf.create("acme/other");
    List<String> told = new ArrayList<>();
    ExportAudit.Sink sink =
        new ExportAudit.Sink() {
          @Override
          public void begin(ModelName model, dev.gitmodel.model.AuditEntry newest) {
            told.add("begin " + model + " " + newest.operation());
          }

          @Override
          public void entry(ModelName model, dev.gitmodel.model.AuditEntry entry) {
            told.add(entry.operation());
          }

          @Override
          public void end(ModelName model, int entries) {
            told.add("end " + entries);
          }
        };
    var filter = ReadAudit.Filter.ALL;
    var written =
        new ExportAudit(shelf.store)
            .apply(new ExportAudit.Request(Optional.empty(), filter, OptionalInt.of(2)), sink);
    assertThat(told)
        .containsExactly(
            "begin acme/iris alias.set",
            "alias.set",
            "version.publish",
            "end 3",
            "begin acme/other model.create",
            "model.create",
            "end 1");
    assertThat(written.entries()).isEqualTo(3);
    assertThat(written.models()).isEqualTo(2);
    assertThat(written.unreadable()).isEmpty();
    var none = Optional.of(ModelName.parse("acme/none"));
    assertProblem(
        Problem.NOT_FOUND,
        () ->
            new ExportAudit(shelf.store)
                .apply(new ExportAudit.Request(none, filter, OptionalInt.empty()), sink));
  }
}
