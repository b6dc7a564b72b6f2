package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.registry.CollectGarbage.Collected;
import dev.gitmodel.registry.Doctor.Mending;
import dev.gitmodel.registry.Doctor.Visit;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Examination;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CareTest {
  private static final ModelName OTHER = ModelName.parse("zoo/cats");
  private final Shelf shelf = new Shelf();
  private final FakeCare care = new FakeCare();

  @BeforeEach
  void twoModels() {
    shelf.create(OTHER.toString());
  }

  private static Care.Collecting how(Duration grace, boolean dryRun) {
    return new Care.Collecting(grace, Care.Copies.KEPT, dryRun);
  }

  private Collected collect(Optional<ModelName> model, boolean dryRun) {
    return new CollectGarbage(shelf.store, care)
        .apply(new CollectGarbage.Request(model, how(Duration.ofHours(2), dryRun)));
  }

  private List<Visit> visit(Optional<ModelName> model, Mending mending) {
    return new Doctor(shelf.store, care)
        .apply(new Doctor.Request(model, Examination.PRESENCE, mending), Progress.NONE);
  }

  @Test
  void garbageOfEveryModelIsCollectedAfterItsGrace() {
    Collected collected = collect(Optional.empty(), false);
    assertThat(collected.freed()).containsOnlyKeys(shelf.model, OTHER);
    assertThat(collected.bytes()).isEqualTo(30);
    assertThat(care.asked).containsExactly("free after PT2H acme/iris", "free after PT2H zoo/cats");
  }

  @Test
  void aDryRunOfOneModelTouchesNothingAndNoOther() {
    assertThat(collect(Optional.of(OTHER), true).bytes()).isEqualTo(15);
    assertThat(care.asked).containsExactly("weigh after PT2H zoo/cats");
  }

  @Test
  void aModelThatCannotBeCollectedStopsNoOther() {
    care.unreadable.add(shelf.model);
    Collected collected = collect(Optional.empty(), false);
    assertThat(collected.freed()).containsOnlyKeys(OTHER);
    assertThat(collected.failed())
        .containsExactly(new Finding("acme/iris", "HEAD is gone", "restore it"));
    assertThat(collected.problem()).contains(Problem.CORRUPT);
  }

  @Test
  void theOneModelAskedForFailsAloud() {
    care.unreadable.add(shelf.model);
    assertProblem(Problem.CORRUPT, () -> collect(Optional.of(shelf.model), false));
  }

  @Test
  void copiesOfWhatAHostKeepsAreCountedWhereThereIsAHost() {
    assertThat(collect(Optional.empty(), false).copies()).isEmpty();
    care.copies = OptionalLong.of(7);
    assertThat(collect(Optional.empty(), false).copies()).hasValue(14);
  }

  @Test
  void aNegativeGraceIsRefused() {
    assertProblem(
        Problem.INVALID,
        () -> new CollectGarbage.Request(Optional.empty(), how(Duration.ofSeconds(-1), true)));
  }

  @Test
  void theDoctorOnlyLooksUnlessToldToMend() {
    care.findings.add(new Finding("packed-refs.lock", "is stale", "git model doctor --fix"));
    List<Visit> visits = visit(Optional.of(shelf.model), Mending.NONE);
    assertThat(visits).singleElement().satisfies(v -> assertThat(v.findings()).hasSize(1));
    assertThat(care.asked).containsExactly("examine PRESENCE acme/iris");
  }

  @Test
  void whatWasMendedIsSaidAndWhatRemainsIsFound() {
    care.findings.add(new Finding("packed-refs.lock", "is stale", "git model doctor --fix"));
    Visit visit = visit(Optional.of(shelf.model), Mending.DONE).get(0);
    assertThat(visit.mended()).containsExactly("packed-refs.lock removed");
    assertThat(visit.findings()).isEmpty();
    assertThat(care.asked).containsExactly("mend acme/iris", "examine PRESENCE acme/iris");
  }

  @Test
  void aRehearsalSaysWhatWouldBeMendedAndWhatWouldStillBeWrong() {
    care.findings.add(new Finding("packed-refs.lock", "is stale", "git model doctor --fix"));
    care.findings.add(new Finding("LFS object", "is missing", "restore it"));
    Visit visit = visit(Optional.of(shelf.model), Mending.REHEARSED).get(0);
    assertThat(visit.mended()).containsExactly("remove packed-refs.lock");
    assertThat(visit.findings()).extracting(Finding::subject).containsExactly("LFS object");
    assertThat(care.asked).containsExactly("rehearse acme/iris", "examine PRESENCE acme/iris");
    assertThat(care.findings).hasSize(2);
  }

  @Test
  void aModelThatCannotBeExaminedIsAFindingBesideTheOthers() {
    care.unreadable.add(shelf.model);
    List<Visit> visits = visit(Optional.empty(), Mending.NONE);
    assertThat(visits).extracting(Visit::model).containsExactly(shelf.model, OTHER);
    assertThat(visits.get(0).findings())
        .extracting(Finding::matter)
        .containsExactly("HEAD is gone");
    assertThat(visits.get(1).findings()).isEmpty();
  }

  @Test
  void theDoctorIsNotCalledToAModelThatIsNot() {
    ModelName nobody = ModelName.parse("nobody");
    care.unreadable.add(nobody);
    assertProblem(Problem.CORRUPT, () -> visit(Optional.of(nobody), Mending.NONE));
  }
}
