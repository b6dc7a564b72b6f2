package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.FilePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an LFS file is what {@code git check-attr} says it is. */
class GitLfsRulesTest {
  private static final List<String> PARTS =
      List.of("a", "b", "model", "*", "?", "**", "*.bin", "[ab]", "m*l", "a.bin", "B");
  private static final List<String> NAMES =
      List.of("a", "b", "B", "model", "a.bin", "mxl", "ab.bin");
  private static final List<String> SAID =
      List.of(
          "filter=lfs diff=lfs merge=lfs -text",
          "-filter",
          "!filter",
          "filter",
          "filter=other",
          "-text",
          "binary");

  @TempDir Path folder;
  private Stock stock;

  @BeforeEach
  void lay() throws Exception {
    stock = new Stock(Files.createDirectory(folder.resolve("home")));
    stock.git(folder, "init", "-q", ".");
    stock.git(folder, "config", "core.quotePath", "false");
  }

  private List<String> byStockGit(String attributes, List<String> paths) throws Exception {
    Files.writeString(folder.resolve(".gitattributes"), attributes);
    List<String> command = new ArrayList<>(List.of("check-attr", "filter", "--"));
    command.addAll(paths);
    return stock
        .git(folder, command.toArray(String[]::new))
        .lines()
        .filter(line -> line.endsWith(": filter: lfs"))
        .map(line -> line.substring(0, line.length() - ": filter: lfs".length()))
        .toList();
  }

  private void agrees(String attributes, List<String> paths) throws Exception {
    List<String> here =
        paths.stream().filter(p -> GitLfsRules.lfs(attributes, new FilePath(p))).toList();
    assertThat(here).as(attributes).isEqualTo(byStockGit(attributes, paths));
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static String joined(Random random, List<String> parts) {
    List<String> some = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      some.add(any(random, parts));
    }
    return String.join("/", some);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyRulesMeanWhatTheyMeanToStockGit(long seed) throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      StringBuilder attributes = new StringBuilder();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        String pattern = (random.nextInt(4) == 0 ? "/" : "") + joined(random, PARTS);
        attributes.append(pattern).append(' ').append(any(random, SAID)).append('\n');
      }
      TreeSet<String> paths = new TreeSet<>();
      for (int i = 0; i < 30; i++) {
        paths.add(joined(random, NAMES));
      }
      agrees(attributes.toString(), List.copyOf(paths));
    }
  }

  @Test
  void commentsBlanksAndCarriageReturnsAreNoRules() throws Exception {
    String attributes = "# *.bin filter=lfs\n\n   \n*.pt   filter=lfs\t-text\n";
    agrees(attributes, List.of("x.bin", "x.pt", "deep/x.pt", "pt"));
    agrees("*.bin filter=lfs", List.of("x.bin"));
  }

  @Test
  void theLastLineThatSpeaksOfTheFilterWins() throws Exception {
    String attributes = "*.bin filter=lfs\nsmall.bin -filter\n*.bin -text\n";
    agrees(attributes, List.of("a.bin", "small.bin", "x/small.bin"));
  }

  @Test
  void quotedPatternsHaveBlanks() throws Exception {
    List<String> paths = List.of("my model.bin", "model.bin", "my", "größe", "deep/my model.bin");
    agrees("\"my model.bin\" filter=lfs\n", paths);
    agrees("\"my\\040model.*\"\tfilter=lfs -text\n\"gr\\303\\266\\303\237e\" filter=lfs\n", paths);
    agrees("*.bin filter=lfs\n\"my model.bin\" -filter\n", paths);
    agrees("my[[:space:]]model.bin filter=lfs\n\"my model.bin\"\n", paths);
  }

  @Test
  void nothingIsSaidOfNothing() {
    assertThat(GitLfsRules.lfs("", new FilePath("a.bin"))).isFalse();
  }
}
