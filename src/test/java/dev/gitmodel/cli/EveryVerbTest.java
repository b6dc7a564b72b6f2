package dev.gitmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb and option has help, a manual page and completion. */
final class EveryVerbTest {
  private static final Verbs VERBS = new Verbs(() -> "1.2.3");

  @TempDir Path folder;

  static List<String> verbs() {
    return Chapter.verbsOfAll();
  }

  static List<String> pages() {
    return Stream.concat(verbs().stream(), Chapter.REST.stream()).toList();
  }

  private static Stream<Arg<?>> args(String verb) {
    return Stream.concat(
        VERBS.command(verb).syntax().args().stream(), new Globals().args().stream());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void saysWhatItIsFor(String verb) {
    Syntax syntax = VERBS.command(verb).syntax();

    assertThat(syntax.verb()).isEqualTo(verb);
    assertThat(syntax.summary()).endsWith(".").hasSizeBetween(10, 100);
    assertThat(args(verb)).allSatisfy(arg -> assertThat(arg.description()).isNotBlank());
    assertThat(syntax.examples())
        .allSatisfy(example -> assertThat(example).contains(verb.split(" ")[0]));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void helpsWithEveryOption(String verb) {
    String help = VERBS.command(verb).syntax().help();

    assertThat(help).startsWith("Usage: git model " + verb);
    args(verb).filter(Arg::isOption).forEach(arg -> assertThat(help).contains(arg.names()));
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(120));
    assertThat(help.substring(0, help.indexOf("\n\n")).lines())
        .as("no argument is broken")
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(81).matches("[^\\[]*(\\[.*)?[^\\[]*"))
        .allSatisfy(
            line ->
                assertThat(line.chars().filter(c -> c == '[').count())
                    .isEqualTo(line.chars().filter(c -> c == ']').count()));
    assertThat(help).doesNotContain("\n\n\n").doesNotContainPattern("[a-z]\\.\n +[a-z]");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void hasAManualPageThatRendersWithoutAWarning(String verb)
      throws IOException, InterruptedException {
    String name = "git-model-" + verb.replace(' ', '-') + ".1";
    Map<String, String> pages = ManPage.all(VERBS, "1.2.3");

    assertThat(pages).containsKeys(name, "git-model.1");
    String rendered = render(pages.get(name));
    args(verb).filter(Arg::isOption).forEach(arg -> assertThat(rendered).contains(arg.names()));
    assertThat(rendered).contains("git model " + verb.split(" ")[0]).contains("EXIT STATUS");
  }

  @Test
  void aPartAndTheWholeNameEachOthersPages() throws IOException, InterruptedException {
    Map<String, String> pages = ManPage.all(VERBS, "1.2.3");

    for (String verb : verbs()) {
      String whole = verb.split(" ", 2)[0];
      assertThat(pages).containsKey("git-model-" + whole + ".1");
      if (!verb.equals(whole)) {
        String part = "git-model-" + verb.replace(' ', '-');
        assertThat(render(pages.get("git-model-" + whole + ".1"))).contains(part + "(1)");
        assertThat(render(pages.get(part + ".1"))).contains("git-model-" + whole + "(1)");
      }
    }
  }

  private String render(String page) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("page.1"), page);
    Process groff =
        new ProcessBuilder("groff", "-ww", "-man", "-Tutf8", "-P-cbou", file.toString())
            .redirectError(folder.resolve("warnings").toFile())
            .start();
    String rendered;
    try (InputStream out = groff.getInputStream()) {
      rendered = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(groff.waitFor()).isZero();
    assertThat(folder.resolve("warnings")).hasContent("");
    // roff prints a minus where a dash was meant to be copied.
    return rendered.replace('\u2212', '-').replace('\u2010', '-');
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void isCompletedInEveryShell(String verb) {
    String last = verb.substring(verb.lastIndexOf(' ') + 1);
    for (String shell : List.of("bash", "zsh", "fish")) {
      String script = Completion.script(shell, VERBS);
      assertThat(script).contains(last);
      args(verb)
          .filter(Arg::isOption)
          .flatMap(arg -> arg.names().stream())
          .forEach(name -> assertThat(script).contains(name.replaceFirst("^-+", "")));
    }
  }

  @Test
  void everyVerbIsInOneChapterOnly() {
    assertThat(Chapter.verbsOfAll()).doesNotHaveDuplicates().hasSizeGreaterThan(25);
  }

  @Test
  void bashCompletesBehindGitModelAndBehindGit() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("c.bash"), Completion.script("bash", VERBS));

    assertThat(complete(script, "_complete_git-model", "git-model", "roll")).contains("rollback");
    assertThat(complete(script, "_git_model", "git", "model", "roll")).contains("rollback");
    assertThat(complete(script, "_git_model", "git", "model", "experiment", "pro"))
        .contains("promote");
    assertThat(complete(script, "_git_model", "git", "model", "pull", "--inc"))
        .contains("--include");
  }

  @Test
  void fishCompletesBehindGitModelAndBehindGit() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("c.fish"), Completion.script("fish", VERBS));

    assertThat(fish(script, "git-model roll")).startsWith("rollback\t");
    assertThat(fish(script, "git model roll")).startsWith("rollback\t");
    assertThat(fish(script, "git model --json experiment pro")).startsWith("promote\t");
    assertThat(fish(script, "git model pull x --inc")).startsWith("--include\t");
    assertThat(fish(script, "git model audit verify --he")).startsWith("--help\t");
  }

  private String fish(Path script, String typed) throws IOException, InterruptedException {
    ProcessBuilder fish =
        new ProcessBuilder("fish", "--private", "-c", "source $argv[1]; complete -C $argv[2]");
    fish.command().addAll(List.of(script.toString(), typed));
    fish.environment().put("HOME", folder.toString());
    fish.environment().put("XDG_CONFIG_HOME", folder.toString());
    fish.environment().put("XDG_DATA_HOME", folder.toString());
    return said(fish);
  }

  @Test
  void zshTakesItsScript() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("c.zsh"), Completion.script("zsh", VERBS));
    String program =
        "autoload -U compinit; compinit -u -D; source $1; whence -w _git-model _complete_git-model";
    ProcessBuilder zsh = new ProcessBuilder("zsh", "-f", "-c", program, "zsh", script.toString());

    assertThat(said(zsh)).isEqualTo("_git-model: function\n_complete_git-model: function\n");
  }

  private static String complete(Path script, String function, String... words)
      throws IOException, InterruptedException {
    String typed = "'" + String.join("' '", words) + "'";
    String program =
        "source \"$1\"; COMP_WORDS=("
            + typed
            + "); COMP_CWORD="
            + (words.length - 1)
            + "; "
            + function
            + "; printf '%s\\n' \"${COMPREPLY[@]}\"";
    return said(new ProcessBuilder("bash", "-c", program, "bash", script.toString()));
  }

  private static String said(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      return said;
    }
  }
}
