package dev.gitmodel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Refusals;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.Version;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The store in memory keeps the contract, and its levers for tests do what they say. */
class InMemoryModelStoreTest extends ModelStoreContract {
  private final InMemoryModelStore store = new InMemoryModelStore();

  @Override
  protected ModelStore newStore(Path folder) {
    return store;
  }

  @Override
  public void moveRef(ModelName model, String ref, Revision to) {
    store.tamper(model, ref, to);
  }

  @Override
  public void damage(ModelName model, Artifact file) {
    store.files(model).damage(file);
  }

  @Override
  public void lose(ModelName model, Artifact file) {
    store.files(model).lose(file);
  }

  @Test
  void aLostRaceIsAConflictOnceAndLeavesNothing() {
    bench().published("1.0.0");
    store.loseNextRace();
    Refusals.refused(Problem.CONFLICT, () -> bench().alias("champion", "1.0.0"));
    assertThat(bench().look().aliases()).isEmpty();
    bench().alias("champion", "1.0.0");
    assertThat(bench().look().aliases()).hasSize(1);
  }

  @Test
  void aPolicyIsInForceFromTheNextSnapshotOn() {
    Snapshot before = bench().look();
    var signed =
        new Policy(
            Optional.empty(),
            Map.of(),
            true,
            List.of(),
            Map.of(),
            false,
            Collections.emptySortedSet());
    store.enforce(signed);
    assertThat(before.policy()).isEqualTo(Policy.OPEN);
    assertThat(bench().look().policy()).isEqualTo(signed);
  }

  @Test
  void entriesAreSignedWhereThePolicyAsksForIt() {
    store.enforce(
        new Policy(
            Optional.empty(),
            Map.of(),
            true,
            List.of(),
            Map.of(),
            false,
            Collections.emptySortedSet()));
    bench().published("1.0.0");
    Snapshot now = bench().look();
    assertThat(now.audit().map(now::signature))
        .containsExactly(new Signature.Good(Bench.ANA.email()), new Signature.Absent());
  }

  @Test
  void aSignedVersionIsSignedByItsAuthor() {
    Change.Publish p = bench().version("1.0.0");
    bench()
        .write(
            Operation.VERSION_PUBLISH,
            new Change.Publish(
                p.version(),
                p.branch(),
                p.start(),
                p.merged(),
                p.files(),
                p.commitMessage(),
                p.tagMessage(),
                true));
    assertThat(bench().look().signature(p.version()))
        .isEqualTo(new Signature.Good(Bench.ANA.email()));
    assertThat(bench().look().version(p.version()).signed()).isTrue();
  }

  @Test
  void anEvaluationIsOnItsVersion() {
    bench().published("1.0.0");
    bench().published("1.1.0");
    store.evaluate(Bench.IRIS, Version.parse("1.0.0"), "accuracy: 0.9\n");
    assertThat(bench().look().evaluations(Version.parse("1.0.0"))).contains("accuracy: 0.9\n");
    assertThat(bench().look().evaluations(Version.parse("1.1.0"))).isEmpty();
  }

  @Test
  void waitingForOnesOwnTurnIsABugAndSaysSo() {
    try (ModelStore.Turn turn = store.begin(Bench.IRIS)) {
      assertThatThrownBy(() -> store.begin(Bench.IRIS)).isInstanceOf(IllegalStateException.class);
      assertThat(turn.now().model()).isEqualTo(Bench.IRIS);
    }
  }
}
