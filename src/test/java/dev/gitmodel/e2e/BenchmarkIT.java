package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmark measures registries like those that git-model makes, and measures them honestly.
 */
final class BenchmarkIT {
  private static final String MODEL = "bench/churn";
  private static final int VERSIONS = 30;

  @TempDir Path root;
  private GitSandbox box;

  @BeforeEach
  void generate() {
    Path source = ProgramUnderTest.checkout().resolve("src/bench");
    box = GitSandbox.in(root).with("PYTHONPATH", source.toString());
    String registry = box.registry().toString();
    box.tool("python3", "-B", "-m", "bench.registry_fixture", registry, MODEL, "" + VERSIONS).ok();
  }

  @Test
  void stockGitFindsNothingWrongWithAGeneratedModel() {
    String repository = box.repository(MODEL).toString();
    Run fsck =
        box.tool("git", "-C", repository, "fsck", "--strict", "--full", "--no-dangling").ok();
    assertThat(fsck.out() + fsck.err()).doesNotContain("error", "warning", "missing");
  }

  @Test
  void theAuditLogOfAGeneratedModelReplaysToItsRefs() {
    box.run("audit", "verify", MODEL).ok();
  }

  @Test
  void everyVersionOfAGeneratedModelVerifies() {
    box.run("verify", MODEL, "--deep").ok();
  }

  @Test
  void aGeneratedModelHasItsVersionsMetricsAndAliases() {
    assertThat(box.run("versions", MODEL).ok().out().lines()).hasSizeGreaterThan(VERSIONS);
    assertThat(box.run("resolve", MODEL + "@champion").ok().out()).contains("1.29.0");
    assertThat(box.run("metrics", MODEL + "@1.5.0").ok().out()).contains("accuracy", "0.505");
  }

  @Test
  void aGeneratedModelTakesTheNextVersion() {
    Path folder = ModelFolder.make(root.resolve("next"), "churn", 7);
    box.run("push", folder.toString(), "--name", MODEL, "--version", "2.0.0").ok();
    assertThat(box.run("resolve", MODEL + "@latest").ok().out()).contains("2.0.0");
    box.run("audit", "verify", MODEL).ok();
  }

  @Test
  void aReferenceOnAHostIsAnsweredByItsRefsAlone() {
    String host = "file://" + box.registry() + "/{namespace}/{name}.git";
    GitSandbox user = box.with("GIT_MODEL_REGISTRY", host);
    assertThat(user.run("resolve", MODEL + "@champion").ok().out()).contains("1.29.0");
    Path mirrors = box.home().resolve(".cache/git-model/mirrors");
    assertThat(mirrors).doesNotExist();
    assertThat(user.run("resolve", MODEL + "@champion", "--field", "digest").ok().out())
        .contains("sha256:");
    assertThat(mirrors).isDirectory();
  }

  @Test
  void measuringPassesItsOwnTests() {
    String tests = ProgramUnderTest.checkout().resolve("src/bench/tests").toString();
    assertThat(box.tool("python3", "-B", "-m", "unittest", "discover", "-s", tests).ok().err())
        .contains("OK");
  }
}
