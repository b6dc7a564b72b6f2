package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Signature;
import dev.gitmodel.registry.VerifyModel.Depth;
import dev.gitmodel.registry.VerifyModel.Report;
import dev.gitmodel.registry.VerifyModel.Request;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.WeightsHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyModelTest {
  private final Shelf shelf = new Shelf();
  private final FakeCare care = new FakeCare();

  @BeforeEach
  void twoVersionsThatShareTheirWeights() {
    shelf.publish("1.0.0", Map.of("w.bin", "weights", "a.txt", "one"));
    shelf.publish("1.1.0", Map.of("w.bin", "weights", "a.txt", "two"));
  }

  private Report verify(ModelStore store, Optional<String> version, Depth depth) {
    return new VerifyModel(store, care, (name, file) -> new WeightsHeaders.Header.None())
        .apply(
            new Request(shelf.model, version.map(Selector::parse), depth), total -> Progress.NONE);
  }

  private Report verify(Depth depth) {
    return verify(shelf.store, Optional.empty(), depth);
  }

  private List<String> matters(ModelStore store) {
    return verify(store, Optional.of("1.0.0"), Depth.PRESENCE).findings().stream()
        .map(Finding::matter)
        .toList();
  }

  @Test
  void aSoundModelVerifiesToItsLastByte() {
    AtomicLong read = new AtomicLong();
    AtomicLong told = new AtomicLong();
    Report report =
        new VerifyModel(shelf.store, care, (name, file) -> new WeightsHeaders.Header.None())
            .apply(
                new Request(shelf.model, Optional.empty(), Depth.CONTENT),
                total -> {
                  told.set(total);
                  return read::addAndGet;
                });
    assertThat(report.findings()).isEmpty();
    assertThat(report.versions()).isEqualTo(2);
    assertThat(report.files()).isEqualTo(6);
    report.orRefuse();
    // The weights that both share are read once.
    assertThat(read).hasValue(report.bytes());
    assertThat(told).hasValue(report.bytes());
    assertThat(report.bytes())
        .isEqualTo(
            shelf.version("1.0.0").size() + shelf.version("1.1.0").size() - "weights".length());
  }

  @Test
  void aMissingObjectIsNamedAndTheVerdictIsNo() {
    shelf.store.files(shelf.model).lose(shelf.file("1.0.0", "a.txt"));
    Report report = verify(Depth.PRESENCE);
    assertThat(report.findings())
        .extracting(Finding::subject)
        .containsExactly("acme/iris@1.0.0 a.txt");
    assertProblem(Problem.REFUSED, report::orRefuse);
  }

  @Test
  void aFlippedBitIsFoundOnlyByReading() {
    shelf.store.files(shelf.model).damage(shelf.file("1.0.0", "w.bin"));
    assertThat(verify(Depth.PRESENCE).findings()).isEmpty();
    assertThat(verify(Depth.CONTENT).findings())
        .singleElement()
        .satisfies(
            f -> assertThat(f.matter()).contains(shelf.file("1.0.0", "w.bin").digest().hex()));
  }

  @Test
  void aTagThatClaimsAnotherDigestIsNamed() {
    ModelStore lying =
        Twisted.store(
            shelf.store,
            "version",
            found -> {
              ModelVersion v = (ModelVersion) found;
              return new ModelVersion(
                  v.model(),
                  v.version(),
                  v.commit(),
                  v.tag(),
                  Digest.of(new byte[0]),
                  v.manifest(),
                  v.files(),
                  v.parents(),
                  v.by(),
                  v.at(),
                  v.signed());
            });
    assertThat(matters(lying)).singleElement().asString().contains("its tag says sha256:e3b0c442");
  }

  @Test
  void aTagOnAnotherVersionsCommitIsNamed() {
    shelf.store.tamper(shelf.model, "refs/tags/v1.0.0", shelf.version("1.1.0").tag());
    assertThat(verify(Depth.PRESENCE).findings())
        .extracting(Finding::matter)
        .anyMatch(m -> m.contains("model.yaml says version 1.1.0"));
  }

  @Test
  void aTagThatIsNoneStopsNoOtherCheck() {
    shelf.store.tamper(shelf.model, "refs/tags/v1.0.0", new Revision("e".repeat(40)));
    shelf.store.files(shelf.model).lose(shelf.file("1.1.0", "a.txt"));
    assertThat(verify(Depth.PRESENCE).findings())
        .extracting(Finding::subject)
        .contains("refs/tags/v1.0.0", "acme/iris@1.0.0", "acme/iris@1.1.0 a.txt");
  }

  @Test
  void aNoteThatDoesNotParseIsNamed() {
    ModelStore broken =
        Twisted.store(
            shelf.store,
            "metrics",
            found -> {
              throw new RegistryException(Problem.CORRUPT, "line 3: not a metric", "");
            });
    assertThat(matters(broken)).containsExactly("line 3: not a metric");
  }

  @Test
  void aBadSignatureIsNamedAndAMissingOneIsNot() {
    ModelStore bad =
        Twisted.store(shelf.store, "signature", found -> new Signature.Bad("unknown key"));
    assertThat(matters(bad)).singleElement().asString().contains("unknown key");
    assertThat(matters(shelf.store)).isEmpty();
  }

  @Test
  void theAuditLogAndTheRepositoryAreOfTheModelAndNotOfOneVersion() {
    care.findings.add(new Finding("lfs/tmp", "has leftovers", "git model doctor --fix"));
    shelf.store.tamper(shelf.model, "refs/aliases/rogue", shelf.version("1.0.0").tag());
    assertThat(verify(Depth.PRESENCE).findings())
        .extracting(Finding::subject)
        .containsExactly("lfs/tmp", "refs/aliases/rogue");
    assertThat(verify(shelf.store, Optional.of("1.0.0"), Depth.PRESENCE).findings()).isEmpty();
  }

  @Test
  void aSelectorThatMeansNothingIsNotFound() {
    assertProblem(
        Problem.NOT_FOUND, () -> verify(shelf.store, Optional.of("9.9.9"), Depth.PRESENCE));
  }
}
