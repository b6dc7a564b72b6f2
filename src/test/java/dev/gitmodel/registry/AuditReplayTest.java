package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditReplayTest {
  private static final String ALIAS = "refs/aliases/champion";
  private static final Revision ONE = new Revision("1".repeat(40));
  private static final Revision TWO = new Revision("2".repeat(40));

  private static AuditEntry entry(int number, String operation, Instant at, RefMove... moves) {
    Revision id = new Revision(String.format("%040d", number));
    return new AuditEntry(id, operation, Shelf.ADA, at, operation, Map.of(), List.of(moves));
  }

  private static List<Finding> replay(Map<String, Revision> refs, AuditEntry... newestFirst) {
    AuditReplay replay = new AuditReplay(ModelName.parse("acme/iris"), refs, RefMove::toString);
    List.of(newestFirst).forEach(replay::undo);
    return replay.finish();
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }

  private final AuditEntry create = entry(1, "model.create", at(10));
  private final AuditEntry set =
      entry(2, "alias.set", at(20), new RefMove(ALIAS, Revision.NONE, ONE));

  @Test
  void anUnbrokenLogHasNoFinding() {
    assertThat(replay(Map.of(ALIAS, ONE), set, create)).isEmpty();
  }

  @Test
  void timeMayStandStillButNotRunBackwards() {
    AuditEntry same = entry(3, "metrics.update", at(20));
    assertThat(replay(Map.of(ALIAS, ONE), same, set, create)).isEmpty();
    AuditEntry earlier = entry(4, "metrics.update", at(19));
    assertThat(replay(Map.of(ALIAS, ONE), earlier, set, create))
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).contains(at(20).toString(), at(19).toString()));
  }

  @Test
  void aRemovedRefMayBeMadeAgain() {
    AuditEntry removed = entry(3, "alias.remove", at(30), new RefMove(ALIAS, ONE, Revision.NONE));
    AuditEntry again = entry(4, "alias.set", at(40), new RefMove(ALIAS, Revision.NONE, TWO));
    assertThat(replay(Map.of(ALIAS, TWO), again, removed, set, create)).isEmpty();
    assertThat(replay(Map.of(), removed, set, create)).isEmpty();
  }

  @Test
  void anEntryThatIsMissingInTheMiddleBreaksTheChain() {
    AuditEntry later = entry(4, "alias.move", at(40), new RefMove(ALIAS, TWO, ONE));
    assertThat(replay(Map.of(ALIAS, ONE), later, set, create))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.subject()).contains("alias.move");
              assertThat(f.matter()).contains(TWO.hex(), ONE.hex());
            });
  }

  @Test
  void aLogWithoutItsBeginningIsNamed() {
    assertThat(replay(Map.of(ALIAS, ONE), set))
        .extracting(Finding::subject)
        .containsExactly("refs/audit/log");
    assertThat(replay(Map.of())).extracting(Finding::matter).containsExactly("is missing");
  }

  @Test
  void findingsComeOldestFirst() {
    AuditEntry early = entry(3, "metrics.update", at(15));
    AuditEntry late = entry(4, "metrics.update", at(12));
    assertThat(replay(Map.of(ALIAS, ONE), late, early, set, create))
        .extracting(Finding::matter)
        .satisfiesExactly(
            first -> assertThat(first).contains(at(20).toString()),
            second -> assertThat(second).contains(at(12).toString()));
  }

  private static List<Finding> signatures(boolean required, Signature... newestFirst) {
    AuditSignatures check =
        new AuditSignatures(
            required, entry -> newestFirst[Integer.parseInt(entry.id().abbreviated())]);
    for (int i = 0; i < newestFirst.length; i++) {
      Revision id = new Revision(String.format("%08d", i) + "0".repeat(32));
      check.check(new AuditEntry(id, "alias.set", Shelf.ADA, at(1), "x", Map.of(), List.of()));
    }
    return check.findings();
  }

  private static final Signature NONE = new Signature.Absent();
  private static final Signature GOOD = new Signature.Good("ada@example.com");
  private static final Signature BAD = new Signature.Bad("unknown key");

  @Test
  void anUnsignedEntryAfterASignedOneIsNamed() {
    assertThat(signatures(true, GOOD, NONE, GOOD))
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).contains("not signed"));
    assertThat(signatures(true, NONE, NONE, GOOD)).hasSize(2);
  }

  @Test
  void whatWasWrittenBeforeSigningBeganNeedNotBeSigned() {
    assertThat(signatures(true, GOOD, GOOD, NONE, NONE)).isEmpty();
    assertThat(signatures(true, NONE, NONE)).isEmpty();
  }

  @Test
  void aBadSignatureIsNamedWithItsReason() {
    assertThat(signatures(true, GOOD, BAD, NONE))
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).contains("unknown key"));
  }

  @Test
  void signaturesDoNotMatterWherePolicyAsksForNone() {
    assertThat(signatures(false, NONE, BAD, GOOD)).isEmpty();
  }
}
