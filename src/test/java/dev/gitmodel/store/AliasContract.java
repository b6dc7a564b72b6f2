package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static dev.gitmodel.store.Bench.setAlias;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import org.junit.jupiter.api.Test;

/** Aliases: refs on the tag objects of versions. */
interface AliasContract extends StoreContract {
  AliasName CHAMPION = new AliasName("champion");

  @Test
  default void anAliasIsOnItsVersionsTag() {
    ModelVersion version = bench().published("1.0.0");
    assertThat(bench().alias("champion", "1.0.0").moves())
        .containsExactly(new RefMove("refs/aliases/champion", Revision.NONE, version.tag()));
    assertThat(bench().look().aliases()).hasSize(1).containsEntry(CHAMPION, version.version());
  }

  @Test
  default void anAliasMoves() {
    ModelVersion first = bench().published("1.0.0");
    ModelVersion second = bench().published("1.1.0");
    bench().alias("champion", "1.0.0");
    assertThat(bench().alias("champion", "1.1.0").moves())
        .containsExactly(new RefMove("refs/aliases/champion", first.tag(), second.tag()));
    assertThat(bench().look().aliases()).containsEntry(CHAMPION, second.version());
  }

  @Test
  default void aVersionHasManyAliases() {
    bench().published("1.0.0");
    bench().alias("champion", "1.0.0");
    bench().alias("a", "1.0.0");
    bench().alias("z-9", "1.0.0");
    assertThat(bench().look().aliases().keySet().stream().map(AliasName::text))
        .containsExactly("a", "champion", "z-9");
  }

  @Test
  default void anAliasOnWhereItIsMovesNothingAndIsRecorded() {
    bench().published("1.0.0");
    bench().alias("champion", "1.0.0");
    assertThat(bench().alias("champion", "1.0.0").moves()).isEmpty();
    assertThat(bench().look().audit()).hasSize(4);
  }

  @Test
  default void aVersionAndItsAliasCanComeTogether() {
    bench()
        .write(Operation.VERSION_PUBLISH, bench().version("1.0.0"), setAlias("champion", "1.0.0"));
    assertThat(bench().look().aliases()).containsEntry(CHAMPION, Version.parse("1.0.0"));
  }

  @Test
  default void anAliasOfNoVersionIsNotFound() {
    refused(Problem.NOT_FOUND, "1.0.0", () -> bench().alias("champion", "1.0.0"));
    assertThat(bench().look().aliases()).isEmpty();
  }

  @Test
  default void aRemovedAliasIsGone() {
    ModelVersion version = bench().published("1.0.0");
    bench().alias("champion", "1.0.0");
    assertThat(bench().write(Operation.ALIAS_REMOVE, new Change.RemoveAlias(CHAMPION)).moves())
        .containsExactly(new RefMove("refs/aliases/champion", version.tag(), Revision.NONE));
    assertThat(bench().look().aliases()).isEmpty();
    assertThat(bench().look().versions()).hasSize(1);
  }

  @Test
  default void removingAnAliasThatIsNotThereIsNotFound() {
    bench().published("1.0.0");
    refused(
        Problem.NOT_FOUND,
        "champion",
        () -> bench().write(Operation.ALIAS_REMOVE, new Change.RemoveAlias(CHAMPION)));
  }
}
