package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gitmodel.app.InProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every option of every verb at the embedded registry: a script, and that nothing is left out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EveryOptionIT {
  private static final Pattern OPTION = Pattern.compile("(?m)^ {2,6}(?:-\\w, )?--[a-z-]+");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private Machine machine;
  private InProcess program;

  /** One command of the script, and what is expected of it. */
  private record Step(String line, List<String> there, List<String> absent, int exit) {
    static Step of(String block) {
      List<String> lines = block.lines().toList();
      return new Step(
          lines.get(0), after("> ", lines), after("< ", lines), exit(after("! ", lines)));
    }

    private static List<String> after(String mark, List<String> lines) {
      return lines.stream().filter(l -> l.startsWith(mark)).map(l -> l.substring(2)).toList();
    }

    private static int exit(List<String> said) {
      return said.isEmpty() ? 0 : Integer.parseInt(said.get(0));
    }

    void isMetBy(String said) {
      there.forEach(part -> assertThat(said).contains(part));
      absent.forEach(part -> assertThat(said).doesNotContain(part));
    }

    List<String> words() {
      return WORD.matcher(line)
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .toList();
    }
  }

  @BeforeAll
  void layFolders(@TempDir Path root) {
    machine = Machine.in(root);
    machine.signs();
    machine.folder("one", 1);
    machine.folder("two", 2);
    machine.folder("three", 3);
    Path folder = machine.box().folder();
    Machine.write(folder.resolve("m.json"), "{\"test\": {\"loss\": 0.25}}");
    program = new InProcess(root, folder);
  }

  private static List<Step> script() throws IOException {
    String text =
        Machine.text(
            ProgramUnderTest.checkout().resolve("src/test/resources/walk/every-option.txt"));
    return Stream.of(text.split("(?m)^\\$ ")).skip(1).map(Step::of).toList();
  }

  @TestFactory
  Stream<DynamicTest> itDoesWhatItSays() throws IOException {
    return script().stream().map(step -> dynamicTest(step.line(), () -> play(step)));
  }

  private void play(Step step) {
    InProcess.Said said = program.run(step.words().toArray(String[]::new));

    assertThat(said.exit()).as(said.toString()).isEqualTo(step.exit());
    assertThat(said.out() + said.err()).satisfies(step::isMetBy);
    assertThat(program.sawABug()).isFalse();
  }

  /**
   * What installing does is asked of the launcher, which alone can do it, and releasing is done in
   * a clone, by {@link ReleaseIT}.
   */
  @Test
  void everyOptionOfEveryVerbIsInTheScript() throws IOException {
    Map<String, Set<String>> missing = new LinkedHashMap<>();
    for (String verb : verbs()) {
      Set<String> typed = typed(verb);
      Set<String> untyped = new TreeSet<>();
      OPTION
          .matcher(program.run(("help " + verb).split(" ")).out())
          .results()
          .map(option -> option.group().strip())
          .filter(names -> Stream.of(names.split(", ")).noneMatch(typed::contains))
          .forEach(untyped::add);
      if (typed.isEmpty() || !untyped.isEmpty()) {
        missing.put(verb, untyped);
      }
    }
    missing.keySet().removeAll(Set.of("install", "uninstall", "release"));
    assertThat(missing).isEmpty();
  }

  private List<String> verbs() {
    return Pattern.compile("(?m)^  ([a-z]+(?: [a-z]+)?)  ")
        .matcher(program.run("help").out())
        .results()
        .map(MatchResult::group)
        .map(String::strip)
        .toList();
  }

  /** What was typed at a verb, the options of all verbs, and what {@link DryRunIT} types. */
  private static Set<String> typed(String verb) throws IOException {
    Set<String> all = new TreeSet<>();
    for (Step step : script()) {
      List<String> words = new ArrayList<>(step.words());
      words.remove("-h");
      if (String.join(" ", words).concat(" ").startsWith(verb + " ")) {
        all.addAll(step.words());
      }
    }
    if (!all.isEmpty()) {
      all.addAll(List.of("-h", "--dry-run", "--json", "--no-progress", "-q", "--registry", "-v"));
    }
    return all;
  }
}
