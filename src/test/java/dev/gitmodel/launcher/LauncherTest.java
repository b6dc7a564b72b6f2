package dev.gitmodel.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherTest {
  @TempDir Path folder;
  private Checkout checkout;

  @BeforeEach
  void build() throws IOException {
    checkout = new Checkout(folder).built();
  }

  private Path java17() throws IOException {
    Path home = checkout.java("17.0.9");
    checkout.with("JAVA_HOME", home.toString());
    return home;
  }

  @Test
  void theNewestJavaOfJavaHomeAndPathIsTaken() throws Exception {
    java17();
    Path newest = checkout.java("25.0.1");
    checkout.onPath(checkout.java("21").resolve("bin")).onPath(newest.resolve("bin"));

    assertThat(checkout.run("list").out().get(0)).isEqualTo("java " + newest + "/bin/java");
  }

  @Test
  void theJavaThatIsNamedIsTakenByItsFolderOrItsProgram() throws Exception {
    java17();
    Path named = checkout.java("21.0.2");
    for (Path name : List.of(named, named.resolve("bin/java"))) {
      checkout.with("GIT_MODEL_JAVA", name.toString());
      assertThat(checkout.run("list").out().get(0)).isEqualTo("java " + named + "/bin/java");
    }
  }

  @Test
  void aJavaThatIsTooOldIsRefused() throws Exception {
    checkout.with("GIT_MODEL_JAVA", checkout.java("11.0.2").toString());
    Checkout.Said said = checkout.run("list");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).startsWith("error: GIT_MODEL_JAVA is no Java from 17 on");
  }

  @Test
  void theArchiveIsMadeOnceForEachJava() throws Exception {
    Path first = java17();
    checkout.run("list");
    assertThat(checkout.run("list").out()).anyMatch(a -> a.startsWith("-XX:SharedArchiveFile=/"));
    assertThat(checkout.calls()).containsExactly("warm-up", "archive");

    checkout.with("GIT_MODEL_JAVA", checkout.java("25.0.1").toString()).run("list");
    checkout.with("GIT_MODEL_JAVA", first.toString()).run("list");
    assertThat(checkout.calls())
        .containsExactly("warm-up", "archive", "warm-up", "archive", "warm-up", "short");
  }

  @Test
  void shortVerbsHaveACacheOfTheirOwnWhereTheJavaKnowsOne() throws Exception {
    checkout.with("GIT_MODEL_JAVA", checkout.java("25.0.1").toString());
    checkout.run("list");

    assertThat(checkout.run("alias").out())
        .anyMatch(a -> a.startsWith("-XX:AOTCache=/"))
        .noneMatch(a -> a.startsWith("-XX:SharedArchiveFile"));
    assertThat(checkout.run("push").out())
        .anyMatch(a -> a.startsWith("-XX:SharedArchiveFile=/"))
        .noneMatch(a -> a.startsWith("-XX:AOTCache"));
    assertThat(kept()).noneMatch(name -> name.contains("registry"));
  }

  @Test
  void aNewBuildGetsANewArchive() throws Exception {
    java17();
    checkout.run("list");
    Files.setLastModifiedTime(checkout.jar(), FileTime.from(Instant.now().plusSeconds(5)));
    checkout.run("list");

    assertThat(checkout.calls()).hasSize(4);
  }

  @Test
  void whatIsKeptOfACheckoutThatIsGoneIsRemoved() throws Exception {
    java17();
    checkout.run("list");
    Checkout other = new Checkout(Files.createDirectory(folder.resolve("other"))).built();
    other.with("HOME", folder.resolve("home").toString());
    other.with("JAVA_HOME", other.java("17.0.9").toString()).run("list");
    assertThat(kept()).anyMatch(name -> name.contains("my checkout"));
    Files.move(checkout.root, folder.resolve("away"));
    Files.setLastModifiedTime(other.jar(), FileTime.from(Instant.now().plusSeconds(5)));
    other.run("list");

    assertThat(kept()).isNotEmpty().allMatch(name -> name.contains("+other+"));
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> kept = Files.list(folder.resolve("home/.cache/git-model/start"))) {
      return kept.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void anUpdatedJavaGetsANewArchive() throws Exception {
    Path home = java17();
    checkout.run("list");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.10\"\nLIBC=\"gnu\"\n");
    checkout.run("list");

    assertThat(checkout.calls()).hasSize(4);
  }

  @Test
  void whereTheArchiveCannotBeMadeItStartsWithoutAndDoesNotTryAgain() throws Exception {
    java17();
    checkout.with("WARM_UP", "1");
    checkout.run("list");

    assertThat(checkout.run("list").out()).contains("-Xshare:auto");
    assertThat(checkout.calls()).containsExactly("warm-up");
  }

  @Test
  void gitsOwnFolderOnThePathDoesNotMakeItAnotherMachine() throws Exception {
    java17();
    checkout.run("list");
    Checkout.Said said = checkout.withGitCore().runUnderStrace("list");

    assertThat(said.exit()).isZero();
    assertThat(said.err()).doesNotContain("fork(", "clone(", "clone3(");
  }

  @Test
  void nothingIsForkedOnceItIsPrepared() throws Exception {
    java17();
    checkout.run("list");

    assertThat(checkout.runUnderStrace("list").err())
        .contains("execve(")
        .doesNotContain("fork(", "clone(", "clone3(");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "pull", "verify", "inspect", "path", "gc", "doctor", "delete"})
  void aVerbThatMovesBytesGetsBothCompilers(String verb) throws Exception {
    java17();

    assertThat(checkout.run("--registry", "list", "--json", verb).out())
        .doesNotContain("-XX:TieredStopAtLevel=1")
        .contains("-Xmx256m", verb);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "resolve", "alias", "metrics", "compare", "info"})
  void aVerbThatReadsNoBytesStartsWithTheFastCompilerAlone(String verb) throws Exception {
    java17();

    assertThat(checkout.run("--json", verb).out()).contains("-XX:TieredStopAtLevel=1");
  }

  @Test
  void itFindsItsCheckoutThroughLinks() throws Exception {
    java17();
    Path link = Files.createSymbolicLink(folder.resolve("git-model"), checkout.launcher());
    Files.createDirectory(folder.resolve("far"));
    Path far = Files.createSymbolicLink(folder.resolve("far/gm"), Path.of("../git-model"));

    for (Path start : List.of(link, far)) {
      Checkout.Said said = Checkout.finish(checkout.start(start.toString(), "list"));
      assertThat(said.out()).contains(checkout.jar().toString());
    }
  }

  @Test
  void aCopyOutsideOfACheckoutSaysWhatToDo() throws Exception {
    Path copy = Files.copy(checkout.launcher(), folder.resolve("copied"));
    copy.toFile().setExecutable(true);
    Checkout.Said said = Checkout.finish(checkout.start(copy.toString(), "list"));

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("hint: link to src/launcher/git-model instead of copying it");
  }

  @Test
  void theFirstUseBuildsAndOfTwoAtOnceOnlyOne() throws Exception {
    java17();
    Files.delete(checkout.jar());
    Process one = checkout.start(checkout.launcher().toString(), "list");
    Process two = checkout.start(checkout.launcher().toString(), "list");

    assertThat(Checkout.finish(one).exit()).isZero();
    assertThat(Checkout.finish(two).exit()).isZero();
    assertThat(checkout.calls()).containsOnlyOnce("mvn");
    assertThat(checkout.jar()).exists();
  }

  @Test
  void aBuildPrintsNoEscapeCodes(@TempDir Path folder) throws Exception {
    Files.createDirectory(folder.resolve(".mvn"));
    Files.copy(Path.of(".mvn/jvm.config"), folder.resolve(".mvn/jvm.config"));
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project><modelVersion>4.0.0</modelVersion>
          <groupId>g</groupId><artifactId>a</artifactId><version>1</version><packaging>pom</packaging>
        </project>
        """);
    Process mvn =
        new ProcessBuilder("mvn", "-B", "-q", "-o", "validate")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(mvn.getInputStream().readAllBytes()).isEmpty();
    assertThat(mvn.waitFor()).isZero();
  }

  @Test
  void rebuildBuildsAgain() throws Exception {
    java17();
    Checkout.Said said = checkout.run("--rebuild");

    assertThat(said.exit()).isZero();
    assertThat(said.err()).contains("building git-model");
    assertThat(checkout.calls()).startsWith("mvn");
  }

  @Test
  void aLockThatAKilledBuildLeftIsTakenOver() throws Exception {
    java17();
    Files.delete(checkout.jar());
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.writeString(checkout.jar().resolveSibling(".building"), gone.pid() + "\n");

    assertThat(checkout.run("list").exit()).isZero();
    assertThat(checkout.jar().resolveSibling(".building")).doesNotExist();
  }

  @Test
  void namesAreUtf8WhateverTheLocale() throws Exception {
    java17();

    assertThat(last(checkout.with("LANG", "C"))).isEqualTo("LC_ALL= LC_CTYPE=C.UTF-8");
    assertThat(last(checkout.with("LC_ALL", "POSIX"))).startsWith("LC_ALL=C.UTF-8 ");
    assertThat(last(checkout.with("LC_ALL", "de_DE.utf8"))).startsWith("LC_ALL=de_DE.utf8 ");
  }

  private static String last(Checkout checkout) throws IOException, InterruptedException {
    List<String> out = checkout.run("list").out();
    return out.get(out.size() - 1);
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    Checkout.Said said =
        Checkout.finish(
            checkout.start(
                "shellcheck",
                checkout.launcher().toString(),
                Path.of("src/launcher/gitolite-lfs-transfer").toAbsolutePath().toString()));

    assertThat(said.out()).isEmpty();
    assertThat(said.exit()).isZero();
  }

  @Test
  void calledByTheNameThatGitLfsKnowsItServesGitLfs() throws Exception {
    java17();
    Path link = Files.createSymbolicLink(folder.resolve("git-lfs-transfer"), checkout.launcher());
    Checkout.Said said =
        Checkout.finish(checkout.start(link.toString(), "/srv/git/iris.git", "upload"));

    assertThat(said.out())
        .containsSubsequence("dev.gitmodel.app.Main", "lfs-transfer", "/srv/git/iris.git", "upload")
        .contains("-XX:+TieredCompilation");
  }
}
