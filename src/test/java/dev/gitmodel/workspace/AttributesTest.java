package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.git.GitLfsRules;
import dev.gitmodel.lfs.Stock;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write into {@code .gitattributes}, as the real git reads it. */
class AttributesTest {
  private static final List<String> ODD =
      List.of(
          "a b.csv",
          "two  blanks/x y.csv",
          " leading.csv",
          "[abc].csv",
          "[[x]].csv",
          "]x[.csv",
          "#comment.csv",
          "!not.csv",
          "sub/d\u00fcse.csv",
          "\u6a21\u578b.csv",
          "-dash.csv",
          "caret^.csv",
          "{a,b}.csv",
          "tab%09.csv");

  @TempDir Path directory;

  @BeforeEach
  void repository() throws Exception {
    Stock.run(directory, "git", "init", "-q");
    write("model.safetensors", "x");
    write("config.json", "{}");
  }

  @Test
  void withoutOneTheUsedPatternsAreListedBelowNoConversion() {
    assertThat(published())
        .isEqualTo("* -text\n*.safetensors filter=lfs diff=lfs merge=lfs -text\n");
  }

  @Test
  void theUsersTextStaysByteForByte() throws Exception {
    String own = "# mine\r\n*.csv   filter=lfs diff=lfs merge=lfs -text";
    write(".gitattributes", own);
    write("data.csv", "1,2");
    assertThat(published())
        .isEqualTo(own + "\n* -text\n*.safetensors filter=lfs diff=lfs merge=lfs -text\n");
    assertThat(lfs("data.csv")).isTrue();
    gitAgrees();
  }

  @Test
  void whatIsCompleteIsNotTouched() throws Exception {
    String own = "* -text\n*.safetensors filter=lfs diff=lfs merge=lfs -text\n*.png binary\n";
    write(".gitattributes", own);
    assertThat(published()).isEqualTo(own);
    gitAgrees();
  }

  @Test
  void draftingWhatWasPublishedChangesNothing() throws Exception {
    large("a b.csv");
    String first = published();
    write(".gitattributes", first);
    assertThat(published()).isEqualTo(first);
  }

  @Test
  void aLineThatTakesWeightsOutOfLfsIsOverruled() throws Exception {
    write(".gitattributes", "*.safetensors filter=lfs diff=lfs merge=lfs -text\nmodel.* -filter\n");
    assertThat(lfs("model.safetensors")).isTrue();
    gitAgrees();
  }

  @Test
  void theUsersLastWordCountsForOtherFiles() throws Exception {
    write(".gitattributes", "*.csv filter=lfs diff=lfs merge=lfs -text\nsmall.csv !filter\n");
    write("small.csv", "1");
    write("other.csv", "2");
    assertThat(lfs("small.csv")).isFalse();
    assertThat(lfs("other.csv")).isTrue();
    gitAgrees();
  }

  @Test
  void conversionSwitchedOnAfterwardsIsSwitchedOffAgain() throws Exception {
    write(".gitattributes", "* -text\n*.json text eol=crlf\n");
    assertThat(published()).startsWith("* -text\n*.json text eol=crlf\n* -text\n");
    write(".gitattributes", published());
    assertThat(attribute("text", "config.json")).isEqualTo("unset");
  }

  @Test
  void everythingInLfsStillLeavesGitsOwnFilesReadable() throws Exception {
    write(".gitattributes", "* filter=lfs diff=lfs merge=lfs -text\n");
    write("README.md", "mine");
    assertThat(lfs("config.json")).isTrue();
    assertThat(lfs("README.md")).isFalse();
    assertThat(lfs(".gitattributes")).isFalse();
    gitAgrees();
    assertThat(attribute("filter", "model.yaml")).isEqualTo("unspecified");
  }

  @Test
  void oddNamesAreCoveredExactlyAndNothingElseIs() throws Exception {
    for (String name : ODD) {
      large(name);
      assertThat(LfsPatterns.line(new FilePath(name))).startsWith("/").doesNotContain("\"");
    }
    write("a.csv", "not large: what [abc] would match");
    write("sub/a b.csv", "not large: same name elsewhere");
    write("axb.csv", "not large");
    write("ab.csv", "not large");
    gitAgrees();
    // Written by gitAgrees; our own matcher reads it as git does, or lines would be added again.
    assertThat(published()).isEqualTo(Files.readString(directory.resolve(".gitattributes")));
    assertThat(ODD).allSatisfy(name -> assertThat(lfs(name)).isTrue());
    assertThat(lfs("sub/a b.csv")).isFalse();
  }

  @Test
  void capitalsInAnEndingAreCoveredExactly() throws Exception {
    write("A B.BIN", "x");
    assertThat(published()).contains("/A[[:space:]]B.BIN filter=lfs");
    gitAgrees();
  }

  @Test
  void everyEndingIsCoveredByItsPattern() throws Exception {
    for (String ending : LfsPatterns.ENDINGS) {
      write("weights/m." + ending, "x");
      write("m." + ending + ".txt", "x");
    }
    gitAgrees();
    assertThat(draft().files()).filteredOn(SourceFile::lfs).hasSize(LfsPatterns.ENDINGS.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.bin filter=lfs\n",
        "*.bin -filter\n",
        "*.bin !filter\n",
        "# c\n\n  \"a b\" diff filter=x\n",
        "*.json text=auto\n",
        "*.json\teol=crlf\r\n",
        "*.json ident\n"
      })
  void aNestedFileThatOverrulesTheRootIsRefused(String text) throws IOException {
    write("sub/.gitattributes", text);
    assertThatThrownBy(this::draft)
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("sub/.gitattributes sets '");
  }

  @Test
  void aNestedFileThatOnlyDescribesIsPublished() throws IOException {
    write("sub/.gitattributes", "# filter=lfs\n*.json linguist-generated diff=json -text\n");
    assertThat(lfs("sub/.gitattributes")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.json ident\n", "*.json working-tree-encoding=UTF-16\n"})
  void rewritingThatNoTextDoesNotStopIsRefused(String text) throws IOException {
    write(".gitattributes", text);
    assertThatThrownBy(this::draft)
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(".gitattributes sets '");
  }

  @Test
  void anAttributesFileThatIsNoTextIsRefused() throws IOException {
    Files.write(directory.resolve(".gitattributes"), new byte[] {(byte) 0xff, '\n'});
    assertThatThrownBy(this::draft).hasMessageContaining(".gitattributes is not UTF-8");
  }

  /** Stock git finds filter=lfs on exactly the files that the draft has in LFS. */
  private void gitAgrees() throws Exception {
    Draft draft = draft();
    write(".gitattributes", published());
    List<String> ours = new ArrayList<>();
    List<String> gits = new ArrayList<>();
    for (SourceFile file : draft.files()) {
      String path = file.path().text();
      if (file.lfs()) {
        ours.add(path);
      }
      if (attribute("filter", path).equals("lfs")) {
        gits.add(path);
        assertThat(attribute("text", path)).isEqualTo("unset");
      }
    }
    assertThat(gits).isEqualTo(ours);
  }

  private String attribute(String name, String path) throws Exception {
    String said = Stock.run(directory, "git", "check-attr", "-z", name, "--", path);
    String[] fields = said.split("\0", -1);
    assertThat(fields[0]).isEqualTo(path);
    return fields[2];
  }

  private boolean lfs(String path) {
    return draft().files().stream()
        .filter(f -> f.path().text().equals(path))
        .findFirst()
        .orElseThrow()
        .lfs();
  }

  private String published() {
    return draft().files().stream()
        .filter(f -> f.path().text().equals(".gitattributes"))
        .map(f -> new String(((Content.Text) f.content()).bytes(), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  private Draft draft() {
    return new Folder(directory, GitLfsRules::lfs).draft(ModelName.parse("iris"));
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void large(String name) throws IOException {
    write(name, "x".repeat((1 << 20) + 1));
  }
}
