package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Take git-model away, and stock git and git-lfs still show and fetch everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StockToolsIT {
  private Machine machine;
  private GitSandbox box;

  /** One life of a model: 1.0.0, signed 1.1.0, 1.2.0 deleted, 1.3.0 promoted; main holds it. */
  @BeforeAll
  void liveALife(@TempDir Path root) {
    machine = Machine.in(root);
    machine.signs();
    box = machine.box();
    push("one", 1, "--version", "1.0.0");
    push("two", 2, "--version", "1.1.0", "--sign", "--metric", "f1=0.8");
    push("three", 3, "--version", "1.2.0", "--alias", "staging");
    machine.out("alias", MODEL + "@1.0.0", "champion", "--reason", "the first that works");
    machine.out("metrics", MODEL + "@1.0.0", "f1=0.79", "accuracy=0.9");
    machine.out("describe", MODEL + "@1.0.0", "Better words.");
    box.run("experiment", "start", MODEL, "lower-rate").ok();
    push("four", 4, "--experiment", "lower-rate");
    machine.out("experiment", "promote", MODEL, "lower-rate", "--version", "1.3.0");
    machine.out("delete", MODEL + "@1.2.0", "--yes", "--reason", "leaked data");
  }

  private void push(String folder, long seed, String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("push"));
    words.add(machine.folder(folder, seed).toString());
    words.addAll(List.of("--name", MODEL));
    words.addAll(List.of(more));
    machine.out(words.toArray(String[]::new));
  }

  /** A clone by stock git with git-lfs, which warns of nothing. */
  private GitSandbox cloned(String into, String... options) {
    Path clone = box.folder().resolve(into);
    List<String> words = new java.util.ArrayList<>(List.of("git", "clone", "--quiet"));
    words.addAll(List.of(options));
    words.addAll(List.of("file://" + box.repository(MODEL), clone.toString()));
    Run run = box.tool(words.toArray(String[]::new)).ok();
    assertThat(run.err()).isEmpty();
    return box.at(clone);
  }

  @Test
  void fsckFindsNothing() {
    assertThat(machine.git("fsck", "--full", "--strict", "--no-progress", "--no-dangling"))
        .isEmpty();
  }

  @Test
  void gitLfsFindsEveryObject() {
    assertThat(machine.git("lfs", "fsck")).isEqualTo("Git LFS fsck OK\n");
    assertThat(machine.git("lfs", "ls-files", "--long", "v1.0.0"))
        .isEqualTo(
            Machine.sha256(box.folder().resolve("one/model.safetensors"))
                + " - model.safetensors\n");
  }

  @Test
  void aCloneOfMainHoldsTheRealBytes() {
    GitSandbox clone = cloned("main-clone");

    assertThat(Machine.hashes(clone.folder()))
        .containsAllEntriesOf(published("four", "model.safetensors", "vocab.txt", "config.json"));
    assertThat(clone.tool("git", "status", "--short").ok().out()).isEmpty();
    assertThat(clone.tool("git", "lfs", "fsck").ok().out()).isEqualTo("Git LFS fsck OK\n");
    assertThat(clone.tool("git", "lfs", "ls-files").ok().out())
        .matches("[0-9a-f]{10} \\* model\\.safetensors\n");
  }

  @Test
  void aCloneOfATagHoldsTheRealBytesAndTheExecutableBit() {
    GitSandbox clone = cloned("tag-clone", "--branch", "v1.0.0");

    assertThat(Machine.hashes(clone.folder()))
        .containsAllEntriesOf(published("one", "model.safetensors", "vocab.txt", "predict.sh"));
    assertThat(Files.isExecutable(clone.folder().resolve("predict.sh"))).isTrue();
    assertThat(Files.isExecutable(clone.folder().resolve("vocab.txt"))).isFalse();
    assertThat(clone.tool("git", "status", "--short").ok().out()).isEmpty();
  }

  @Test
  void lineEndingsSurviveAUserWhoConvertsThem() {
    machine.config("core.autocrlf", "true");
    GitSandbox clone = cloned("crlf-clone", "--branch", "v1.1.0");
    machine.config("core.autocrlf", "false");

    assertThat(Machine.hashes(clone.folder()))
        .containsAllEntriesOf(published("two", "vocab.txt", "config.json", "predict.sh"));
  }

  private java.util.Map<String, String> published(String folder, String... files) {
    java.util.Map<String, String> all =
        new java.util.TreeMap<>(Machine.hashes(box.folder().resolve(folder)));
    all.keySet().retainAll(List.of(files));
    assertThat(all).hasSize(files.length);
    return all;
  }

  @Test
  void pullAndCloneAgreeOnEveryByte() {
    GitSandbox clone = cloned("agree-clone", "--branch", "v1.3.0");
    machine.out("pull", MODEL + "@1.3.0", "-o", "pulled");

    assertThat(Machine.hashes(clone.folder()))
        .isEqualTo(Machine.hashes(box.folder().resolve("pulled")));
  }

  @Test
  void logShowsReleasesWithTrailersThatGitReads() {
    assertThat(machine.git("log", "--format=%s", "main"))
        .isEqualTo(
            """
            Release iris 1.3.0
            Release iris 1.3.0-lower-rate.1
            Release iris 1.2.0
            Release iris 1.1.0
            Release iris 1.0.0
            """
                .replace("1.3.0-lower-rate.1", experimentVersion()));
    assertThat(machine.git("log", "-1", "--format=%(trailers:key=Model-Version,valueonly)", "main"))
        .isEqualTo("1.3.0\n\n");
    assertThat(machine.git("log", "-1", "--format=%(trailers:only)", "v1.0.0"))
        .contains("Model-Version: 1.0.0\n", "Dataset: acme/tickets@2.1.0");
    assertThat(machine.git("log", "-1", "--format=%p", "main").strip().split(" ")).hasSize(2);
  }

  private String experimentVersion() {
    return machine.git("tag", "--points-at", "exp/lower-rate").strip().substring(1);
  }

  @Test
  void theAuditTrailersParse() {
    Path message = box.folder().resolve("message");
    Machine.write(message, machine.git("log", "-1", "--format=%B", "refs/audit/log"));

    assertThat(
            box.tool("git", "interpret-trailers", "--parse", message.toString()).ok().out().lines())
        .contains("Operation: version.delete", "Version: 1.2.0", "Reason: leaked data")
        .anyMatch(line -> line.matches("Ref: refs/tags/v1\\.2\\.0 [0-9a-f]{40} 0{40}"));
  }

  @Test
  void theAuditLogIsReadableWithStockGit() {
    assertThat(machine.git("log", "--format=%an <%ae> %cn", "refs/audit/log").lines().distinct())
        .containsExactly("Ada Lovelace <ada@example.org> git-model");
    assertThat(machine.git("log", "-p", "--format=%s", "refs/audit/log"))
        .contains("delete 1.2.0\n", "+++ b/change.yaml\n", "+operation: version.delete\n")
        .contains("alias champion: none -> 1.0.0\n", "+operation: alias.set\n");
    assertThat(machine.git("ls-tree", "--name-only", "refs/audit/log")).isEqualTo("change.yaml\n");
  }

  @Test
  void tagsAreAnnotatedWithTheDigestThatGitModelNames() {
    String digest = machine.out("resolve", MODEL + "@1.0.0", "--field", "digest").strip();

    assertThat(machine.git("tag", "--list", "--format=%(objecttype)").lines().distinct())
        .containsExactly("tag");
    assertThat(machine.git("tag", "-n20", "--list", "v1.0.0")).contains("Model-Digest: " + digest);
    assertThat(machine.git("tag", "--list")).contains("v1.0.0\nv1.1.0\n").doesNotContain("v1.2.0");
  }

  @Test
  void aSignedVersionIsVerifiedByStockGit() {
    Run good = machine.stock("tag", "-v", "v1.1.0").ok();

    assertThat(good.err()).contains("Good \"git\" signature for ada@example.org");
    assertThat(machine.stock("tag", "-v", "v1.0.0").exit()).isNotZero();
    assertThat(machine.out("verify", MODEL + "@1.1.0", "--deep")).contains("all well");
  }

  @Test
  void notesShowMetricsAndDescriptions() {
    assertThat(machine.git("notes", "--ref=metrics", "show", "v1.0.0^{commit}"))
        .isEqualTo("accuracy: 0.9\nf1: 0.79\n");
    assertThat(machine.git("notes", "--ref=metrics", "show", "v1.1.0^{commit}"))
        .isEqualTo("f1: 0.8\n");
    assertThat(machine.git("notes", "--ref=description", "show", "v1.0.0^{commit}"))
        .isEqualTo("Better words.\n");
  }

  @Test
  void evaluationsNotedByStockGitAreShownWithTheVersions() {
    assertThat(machine.out("versions", MODEL)).doesNotContain("EVALUATED ON");

    String report = "dataset: acme/held-out@1.0.0";
    machine.git("notes", "--ref=evaluations", "add", "-m", report, "v1.0.0^{commit}");
    assertThat(machine.out("versions", MODEL)).contains("EVALUATED ON", "  acme/held-out@1.0.0  ");
    machine.git("update-ref", "-d", "refs/notes/evaluations");
  }

  @Test
  void aliasesAreRefsToTheTag() {
    assertThat(machine.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/aliases"))
        .isEqualTo("refs/aliases/champion " + machine.revision("refs/tags/v1.0.0") + "\n");
  }

  @Test
  void theBareRepositoryIsAFolderOnlyGitAndLfsKnow() {
    assertThat(machine.git("config", "--bool", "core.bare")).isEqualTo("true\n");
    assertThat(machine.git("count-objects", "-v")).contains("garbage: 0\n");
  }
}
