package dev.gitmodel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClosestTest {
  private static final List<String> WORDS =
      List.of("name", "version", "license", "base_model", "tags", "training");

  @ParameterizedTest
  @CsvSource({
    "nmae, name",
    "verison, version",
    "licence, license",
    "base-model, base_model",
    "Tag, tags",
    "baseModel, base_model",
    "traning, training",
    "NAME, name"
  })
  void aTypoHasItsWord(String typed, String meant) {
    assertThat(Closest.to(typed, WORDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"author", "x", "frobnicate", "''"})
  void anotherWordHasNone(String typed) {
    assertThat(Closest.to(typed, WORDS)).isEqualTo(Optional.empty());
  }

  @Test
  void aLongTextIsNotCompared() {
    assertThat(Closest.to("n".repeat(100_000), WORDS)).isEmpty();
    assertThat(Closest.to("name", List.of())).isEmpty();
  }
}
