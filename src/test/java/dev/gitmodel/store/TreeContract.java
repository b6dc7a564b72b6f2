package dev.gitmodel.store;

import static dev.gitmodel.model.Refusals.refused;
import static dev.gitmodel.store.Bench.publish;
import static dev.gitmodel.store.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a version's tree holds, and what it can't. */
interface TreeContract extends StoreContract {
  private void refusedTree(Problem problem, String version, List<Artifact> files) {
    Change.Publish change = publish(version, files);
    refused(problem, () -> bench().write(Operation.VERSION_PUBLISH, change));
    assertThat(bench().look().refs()).isEmpty();
    assertThat(bench().look().audit()).hasSize(1);
  }

  private List<Artifact> with(Change.Publish version, Artifact more) {
    List<Artifact> files = new ArrayList<>(version.files());
    files.add(more);
    return files;
  }

  @Test
  default void pathsModesAndSizesSurvive() {
    SourceFile run = new SourceFile(new FilePath("bin/run"), new Content.Text("#!"), true, false);
    Content.OnDisk weights = Bench.onDisk(bench().file("w", "weights"));
    SourceFile executable = new SourceFile(new FilePath("bin/weights"), weights, true, true);
    Change.Publish version =
        bench()
            .version(
                "1.0.0",
                run,
                executable,
                text("empty", ""),
                bench().large("empty.bin", ""),
                text("a.b", "1"),
                text("a/b", "2"),
                text("a-b", "3"),
                text("ordner/größe 1.txt", "4"));
    bench().write(Operation.VERSION_PUBLISH, version);
    List<Artifact> files = bench().look().version(version.version()).files();
    assertThat(files).containsExactlyInAnyOrderElementsOf(version.files());
    assertThat(paths(files, Artifact::executable)).containsOnly("bin/run", "bin/weights");
    assertThat(paths(files, Artifact::isLfs)).containsOnly("bin/weights");
    assertThat(paths(files, f -> f.size() == 0)).containsOnly("empty", "empty.bin");
  }

  private static List<String> paths(List<Artifact> files, Predicate<Artifact> which) {
    return files.stream().filter(which).map(f -> f.path().text()).toList();
  }

  @Test
  default void theTreeOfTheTipIsTheVersions() {
    Change.Publish version = bench().version("1.0.0", bench().large("w.bin", "weights"));
    bench().write(Operation.VERSION_PUBLISH, version);
    assertThat(bench().look().filesAt(bench().look().version(version.version()).commit()))
        .containsExactlyInAnyOrderElementsOf(version.files());
  }

  @Test
  default void preReleasesAndBuildsAreVersions() {
    for (String version : List.of("1.0.0-rc.1", "1.0.0", "1.0.0+cuda.12")) {
      bench().write(Operation.VERSION_PUBLISH, bench().version(version));
      assertThat(bench().look().version(Version.parse(version)).version()).hasToString(version);
    }
    assertThat(bench().look().refs())
        .containsKeys("refs/tags/v1.0.0-rc.1", "refs/tags/v1.0.0+cuda.12");
  }

  @Test
  default void bytesThatWereNotStoredCantBePublished() {
    Change.Publish version = bench().version("1.0.0");
    Digest nobodys = Digest.of(new byte[] {1, 2, 3});
    refusedTree(
        Problem.CONFLICT,
        "1.0.0",
        with(version, new Artifact(new FilePath("w"), 3, nobodys, false, Optional.empty())));
    refusedTree(
        Problem.CONFLICT,
        "1.0.0",
        with(
            version,
            new Artifact(
                new FilePath("w"), 3, nobodys, false, Optional.of(PublishContract.NOWHERE))));
  }

  @Test
  default void aPathTwiceIsRefused() {
    Change.Publish version = bench().version("1.0.0", text("a", "1"));
    refusedTree(Problem.INVALID, "1.0.0", with(version, bench().put(text("a", "2"))));
  }

  @Test
  default void aFileThatIsAlsoAFolderIsRefused() {
    Change.Publish version = bench().version("1.0.0", text("a/b/c", "1"));
    refusedTree(Problem.INVALID, "1.0.0", with(version, bench().put(text("a/b", "2"))));
    refusedTree(Problem.INVALID, "1.0.0", with(version, bench().put(text("a", "2"))));
  }

  @Test
  default void theTagsVersionIsTheManifests() {
    refusedTree(Problem.INVALID, "2.0.0", bench().version("1.0.0").files());
  }

  @Test
  default void aVersionWithoutManifestIsRefused() {
    refusedTree(Problem.INVALID, "1.0.0", bench().put(text("w", "1"), text("x", "2")).files());
    refusedTree(
        Problem.INVALID,
        "1.0.0",
        bench().put(text("model.yaml", "name: iris\n"), text("x", "2")).files());
  }
}
