package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyAuditTest {
  private static final Revision ELSEWHERE = new Revision("e".repeat(40));
  private final Shelf shelf = new Shelf();

  @BeforeEach
  void aModelWithEveryKindOfRef() {
    shelf.publish("1.0.0", Map.of());
    shelf.publish("1.1.0", Map.of());
    shelf.alias("champion", "1.0.0");
    shelf.alias("champion", "1.1.0");
    shelf.metric("1.0.0", "f1", "0.8");
    shelf.branch("exp/lower");
    shelf.alias("old", "1.0.0");
    shelf.removeAlias("old");
  }

  private VerifyAudit.Report verify(ModelStore store) {
    return new VerifyAudit(store).apply(new VerifyAudit.Request(shelf.model));
  }

  private List<Finding> findings() {
    return verify(shelf.store).findings();
  }

  private Revision at(String ref) {
    return shelf.now().refs().getOrDefault(ref, Revision.NONE);
  }

  @Test
  void whatTheLogWroteVerifies() {
    VerifyAudit.Report report = verify(shelf.store);
    assertThat(report.findings()).isEmpty();
    assertThat(report.sound()).isTrue();
    assertThat(report.entries()).isEqualTo(9);
  }

  @Test
  void aDeletedVersionVerifiesToo() {
    shelf.delete("1.1.0");
    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/tags/v1.0.0",
        "refs/aliases/champion",
        "refs/notes/metrics",
        "refs/heads/main",
        "refs/heads/exp/lower"
      })
  void aMovedRefIsNamedWithBothValues(String ref) {
    Revision logged = at(ref);
    shelf.store.tamper(shelf.model, ref, ELSEWHERE);
    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.subject()).isEqualTo(ref);
              assertThat(f.matter()).contains(logged.hex(), ELSEWHERE.hex());
              assertThat(f.hint()).contains("git update-ref " + ref + " " + logged.hex());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/tags/v1.1.0",
        "refs/aliases/champion",
        "refs/notes/metrics",
        "refs/heads/main"
      })
  void aRefThatIsGoneIsNamed(String ref) {
    Revision logged = at(ref);
    shelf.store.tamper(shelf.model, ref, Revision.NONE);
    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.subject()).isEqualTo(ref);
              assertThat(f.matter()).contains("is gone", logged.hex());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/tags/v9.0.0",
        "refs/aliases/rogue",
        "refs/notes/description",
        "refs/heads/x"
      })
  void aRefTheLogDoesNotKnowIsNamed(String ref) {
    shelf.store.tamper(shelf.model, ref, ELSEWHERE);
    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.subject()).isEqualTo(ref);
              assertThat(f.matter()).contains("does not know", ELSEWHERE.hex());
            });
  }

  @Test
  void aRefThatTheLogRemovedAndIsBackIsNamed() {
    shelf.store.tamper(shelf.model, "refs/aliases/old", ELSEWHERE);
    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).contains("removed", ELSEWHERE.hex()));
  }

  @Test
  void everyDivergenceIsNamedNotTheFirstOnly() {
    shelf.store.tamper(shelf.model, "refs/tags/v1.0.0", ELSEWHERE);
    shelf.store.tamper(shelf.model, "refs/heads/main", Revision.NONE);
    shelf.store.tamper(shelf.model, "refs/aliases/rogue", ELSEWHERE);
    assertThat(findings())
        .extracting(Finding::subject)
        .containsExactlyInAnyOrder("refs/tags/v1.0.0", "refs/heads/main", "refs/aliases/rogue");
  }

  @Test
  void aMoveThatALaterEntryBuiltOnIsABrokenChain() {
    Revision logged = at("refs/aliases/champion");
    Revision moved = shelf.version("1.0.0").tag();
    shelf.store.tamper(shelf.model, "refs/aliases/champion", moved);
    shelf.publish("1.2.0", Map.of());
    shelf.alias("champion", "1.2.0");
    assertThat(findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.matter())
                    .contains("refs/aliases/champion", logged.hex(), moved.hex()));
  }

  @Test
  void aRefThatWasThereBeforeTheLogIsNamedAtItsFirstEntry() {
    Revision tag = shelf.version("1.0.0").tag();
    shelf.store.tamper(shelf.model, "refs/aliases/rogue", tag);
    shelf.alias("rogue", "1.1.0");
    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).contains("refs/aliases/rogue", tag.hex()));
  }

  @Test
  void aLogThatCannotBeReadIsAFindingAndNotAFailure() {
    ModelStore broken =
        Twisted.store(
            shelf.store,
            "audit",
            log ->
                Stream.concat(
                    ((Stream<?>) log).limit(1),
                    Stream.of(1)
                        .map(
                            x -> {
                              throw new RegistryException(
                                  Problem.CORRUPT, "entry abc can't be read", "");
                            })));
    shelf.store.tamper(shelf.model, "refs/aliases/old", ELSEWHERE);
    assertThat(verify(broken).findings())
        .extracting(Finding::subject)
        .containsExactly("refs/audit/log", "refs/aliases/old");
  }
}
