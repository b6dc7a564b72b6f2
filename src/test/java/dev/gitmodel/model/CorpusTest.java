package dev.gitmodel.model;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, references and paths: every case of the corpus is taken or refused as it says. */
class CorpusTest {
  static List<Corpus.Case> names() {
    return Corpus.cases("names.txt");
  }

  static List<Corpus.Case> references() {
    return Corpus.cases("references.txt");
  }

  static List<Corpus.Case> paths() {
    return Corpus.cases("paths.txt");
  }

  private static void check(Corpus.Case c, Function<String, Object> parse) {
    if (c.problem().isPresent()) {
      refused(c.problem().get(), c.fragment(), () -> parse.apply(c.input()));
    } else {
      Object parsed = parse.apply(c.input());
      assertThat(parsed).hasToString(c.fragment());
      assertThat(parse.apply(parsed.toString())).as("read again").isEqualTo(parsed);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameIsTakenOrRefused(Corpus.Case c) {
    check(c, ModelName::parse);
  }

  @ParameterizedTest
  @MethodSource("references")
  void aReferenceIsTakenOrRefused(Corpus.Case c) {
    check(c, Reference::parse);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aPathIsTakenOrRefused(Corpus.Case c) {
    check(c, FilePath::new);
  }

  @Test
  void noRefusalPrintsWhatATerminalWouldActOn() {
    for (Corpus.Case c : references()) {
      try {
        Reference.parse(c.input());
      } catch (RegistryException e) {
        assertThat(Printable.of(e.text())).isEqualTo(e.text());
      }
    }
  }
}
