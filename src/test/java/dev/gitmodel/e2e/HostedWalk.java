package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What two people do with a model, by git-model and by stock git, the same on every host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostedWalk<H extends HostUnderTest> {
  static final String MODEL = "acme/iris";

  private static final String TO_A_HOST = ".*built-in: git (ls-remote|fetch|push|clone|pull).*";

  H host;
  GitSandbox ada;
  GitSandbox ben;
  private Path one;
  private Path two;

  abstract H start(Path root);

  @BeforeAll
  final void publishTwo(@TempDir Path root) {
    host = start(root);
    ada = host.user("ada", root);
    ben = host.user("ben", root);
    host.room(MODEL);
    one = folder(ada, "one", 1);
    two = folder(ada, "two", 2);
    assertThat(out(ada, "doctor", MODEL)).isEqualTo(MODEL + ": all well\n");
    assertThat(out(ada, "create", MODEL)).startsWith("Created");
    out(ada, push("one", "1.0.0", "--metric", "f1=0.7", "--alias", "champion"));
    assertThat(out(ada, "push", "two", "--name", MODEL, "--bump", "minor", "--metric", "f1=0.8"))
        .startsWith("Pushed " + MODEL + "@1.1.0");
  }

  @AfterAll
  final void stop() {
    host.close();
  }

  static Path folder(GitSandbox user, String name, long seed) {
    return ModelFolder.make(user.folder().resolve(name), "iris", seed);
  }

  static String[] push(String folder, String version, String... more) {
    List<String> words =
        new java.util.ArrayList<>(List.of("push", folder, "--name", MODEL, "--version", version));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** A command that succeeds without a word of talk; what it printed. */
  static String out(GitSandbox user, String... words) {
    Run run = user.run(words).ok();
    assertThat(run.err()).as("%s", String.join(" ", words)).isEmpty();
    return run.out();
  }

  static String weights(Path folder) {
    return Machine.sha256(folder.resolve("model.safetensors"));
  }

  @Test
  void oneQuestionResolvesAReferenceAndThePulledBytesAreThePushed() {
    Path trace = ada.root().resolve("trace");
    GitSandbox traced = ada.with("GIT_TRACE", trace.toString());
    assertThat(out(traced, "resolve", MODEL + "@champion")).isEqualTo(MODEL + "@1.0.0\n");
    assertThat(Machine.text(trace).lines().filter(line -> line.matches(TO_A_HOST)))
        .singleElement()
        .asString()
        .contains("git ls-remote");

    out(ada, "pull", MODEL + "@1.1.0", "-o", "out");
    assertThat(weights(ada.folder().resolve("out"))).isEqualTo(weights(two));
    assertThat(out(ada, "compare", MODEL, "1.0.0", "1.1.0").lines())
        .anyMatch(line -> line.matches("f1 +0\\.7 +0\\.8"));
    assertThat(out(ada, "history", MODEL, "--metric", "f1")).contains("▁█");
  }

  @Test
  void aVersionIsPromotedTakenBackTriedBesideAndDeleted() {
    folder(ada, "three", 3);
    out(ada, push("three", "1.2.0", "--alias", "staging"));
    assertThat(out(ada, "metrics", MODEL + "@1.2.0", "loss=0.5")).contains("loss=0.5");
    out(ada, "alias", MODEL + "@1.1.0", "staging");
    assertThat(out(ada, "rollback", MODEL, "staging"))
        .isEqualTo("staging → " + MODEL + "@1.2.0 (was 1.1.0)\n");
    out(ada, "alias", MODEL, "staging", "--remove");
    Run delete = ada.run("delete", MODEL + "@1.2.0", "--yes", "--reason", "leaked").ok();
    assertThat(delete.out()).startsWith("Deleted " + MODEL + "@1.2.0");
    assertThat(delete.err())
        .startsWith("warning: no repository says which models are at " + host.template())
        .contains("only models that were used from here are known", "model.catalogue URL")
        .contains("warning: the host keeps its own copies of the large files")
        .hasLineCount(2);

    ada.run("experiment", "start", MODEL, "lower").ok();
    folder(ada, "four", 4);
    out(ada, "push", "four", "--name", MODEL, "--experiment", "lower");
    assertThat(out(ada, "experiment", "list", MODEL)).contains("-lower.1");
    out(ada, "experiment", "delete", MODEL, "lower", "--yes");

    assertThat(out(ada, "audit", MODEL)).contains("version.delete", "leaked", "experiment");
    assertThat(out(ada, "audit", "verify", MODEL)).endsWith("every ref as recorded\n");
    assertThat(out(ada, "doctor", MODEL)).isEqualTo(MODEL + ": all well\n");
  }

  @Test
  void anotherReadsTheRealBytesAndWhatHeWritesIsSeenAtOnce() {
    assertThat(out(ada, "resolve", MODEL + "@champion")).isEqualTo(MODEL + "@1.0.0\n");
    out(ben, "pull", MODEL + "@champion", "-o", "out");
    assertThat(weights(ben.folder().resolve("out"))).isEqualTo(weights(one));
    assertThat(out(ben, "doctor", MODEL)).isEqualTo(MODEL + ": all well\n");
    out(ben, "alias", MODEL + "@1.1.0", "bens");
    assertThat(out(ada, "resolve", MODEL + "@bens")).isEqualTo(MODEL + "@1.1.0\n");
    assertThat(out(ada, "audit", MODEL, "--by", "ben")).contains("alias.set", "bens");
  }

  @Test
  void stockGitReadsAndWritesTheSameModel() {
    Path folder = ben.folder().resolve("clone");
    ben.tool("git", "clone", "-q", host.url(MODEL), folder.toString()).ok();
    GitSandbox clone = ben.at(folder);
    clone.tool("git", "checkout", "-q", "v1.0.0").ok();
    assertThat(weights(folder)).isEqualTo(weights(one));
    clone.tool("git", "checkout", "-q", "main").ok();
    BareHost.commit(clone, "7.0.0", 7);
    BareHost.tag(clone, "7.0.0");
    clone.tool("git", "push", "-q", "--atomic", "origin", "main", "v7.0.0").ok();

    assertThat(ada.run("audit", "verify", MODEL).exits(1).out()).contains("v7.0.0");
    assertThat(out(ada, "audit", "reconcile", MODEL)).contains("v7.0.0");
    assertThat(out(ada, "audit", "verify", MODEL)).endsWith("every ref as recorded\n");
    assertThat(out(ada, "audit", MODEL, "--operation", "push.observed")).contains("ben");
    out(ada, "pull", MODEL + "@7.0.0", "-o", "seven");
    assertThat(weights(ada.folder().resolve("seven"))).isEqualTo(weights(folder));
  }

  /** Our hooks in the repository of acme/guarded: who pushes there is whom the host says. */
  final void hooksKnowWhoPushes(GitSandbox bare) {
    bare.run("hook", "install", "--server").ok();
    Path folder = ada.folder().resolve("guarded");
    ada.tool("git", "clone", "-q", host.url("acme/guarded"), folder.toString()).ok();
    GitSandbox clone = ada.at(folder);
    BareHost.commit(clone, "1.0.0", 30);
    BareHost.tag(clone, "1.0.0");
    Run push = BareHost.push(clone, "main", "v1.0.0");
    assertThat(push.err()).contains("recorded in the audit log of acme/guarded, as pushed by ada ");
    push.ok();
    List<String> words = List.of("refs/tags/v1.0.0: would be deleted");
    BareHost.refused(clone, bare.folder(), words, ":refs/tags/v1.0.0");
    out(ben, "alias", "acme/guarded@1.0.0", "champion");
    assertThat(out(ben, "audit", "verify", "acme/guarded")).endsWith("every ref as recorded\n");
  }
}
