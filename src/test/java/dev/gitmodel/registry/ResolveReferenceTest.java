package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.ResolveReference.Field;
import dev.gitmodel.registry.ResolveReference.Request;
import dev.gitmodel.registry.ResolveReference.Resolved;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolveReferenceTest {
  private final Shelf shelf = new Shelf();

  @BeforeEach
  void twoVersionsAndAChampion() {
    shelf.publish("1.0.0", Map.of("a.txt", "one"));
    shelf.alias("champion", "1.0.0");
    shelf.publish("1.1.0", Map.of("a.txt", "two"));
    shelf.alias("champion", "1.1.0");
  }

  private Resolved resolve(String reference, Optional<Instant> at) {
    return new ResolveReference(shelf.store).apply(new Request(Reference.parse(reference), at));
  }

  @Test
  void anAliasIsTheExactVersionItIsOn() {
    Resolved found = resolve("acme/iris@champion", Optional.empty());
    assertThat(found.reference()).hasToString("acme/iris@1.1.0");
    assertThat(found.commit()).isEqualTo(shelf.version("1.1.0").commit());
  }

  @Test
  void everyFieldIsTheOneOfTheVersion() {
    Resolved found = resolve("acme/iris@1.0.0", Optional.empty());
    var version = shelf.version("1.0.0");
    assertThat(found.field(Field.REFERENCE)).isEqualTo("acme/iris@1.0.0");
    assertThat(found.field(Field.MODEL)).isEqualTo("acme/iris");
    assertThat(found.field(Field.VERSION)).isEqualTo("1.0.0");
    assertThat(found.field(Field.COMMIT)).isEqualTo(version.commit().hex());
    assertThat(found.field(Field.TAG)).isEqualTo(version.tag().hex());
    assertThat(found.field(Field.DIGEST)).isEqualTo(version.digest().toString());
  }

  @Test
  void inThePastAnAliasIsWhatItWasThen() {
    Instant whenFirstSet = Shelf.START.plusSeconds(3 * 60);
    assertThat(resolve("acme/iris@champion", Optional.of(whenFirstSet)).version())
        .isEqualTo(Shelf.v("1.0.0"));
    assertThat(resolve("acme/iris", Optional.of(whenFirstSet)).version())
        .isEqualTo(Shelf.v("1.0.0"));
  }

  @Test
  void beforeTheModelWasMadeThereIsNothing() {
    assertProblem(
        Problem.NOT_FOUND,
        () -> resolve("acme/iris", Optional.of(Shelf.START.minusSeconds(86_400))));
  }

  @Test
  void aVersionThatWasPublishedLaterWasNotThere() {
    Instant whenFirstSet = Shelf.START.plusSeconds(3 * 60);
    assertProblem(Problem.NOT_FOUND, () -> resolve("acme/iris@1.1.0", Optional.of(whenFirstSet)));
  }
}
