package dev.gitmodel.model;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Path patterns. */
class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*.bin, w.bin",
    "*.bin, a/b/w.bin",
    "*.bin, .bin",
    "config.json, a/config.json",
    "out/*, out/w.bin",
    "out/**, out/a/b/w.bin",
    "out/**, out/w.bin",
    "**/w.bin, w.bin",
    "**/w.bin, a/b/w.bin",
    "a/**/w.bin, a/w.bin",
    "a/**/w.bin, a/b/c/w.bin",
    "**, a/b",
    "acme/*, acme/iris",
    "w?.bin, w1.bin",
    "w?.bin, w😀.bin",
    "😀*, 😀.bin",
    "a.b, a.b",
    "(a|b)+[c]{d}$, (a|b)+[c]{d}$"
  })
  void matches(String glob, String path) {
    assertThat(new Glob(glob).matches(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*.bin, w.binary",
    "*.bin, w.bin/x",
    "out/*, out/a/w.bin",
    "out/*, x/out/w.bin",
    "out/**, out",
    "a/**/w.bin, ab/w.bin",
    "w?.bin, w.bin",
    "w?.bin, w12.bin",
    "a.b, axb",
    "A, a",
    "[ab], a",
    "acme/*, acmes/iris"
  })
  void doesNotMatch(String glob, String path) {
    assertThat(new Glob(glob).matches(path)).isFalse();
  }

  @Test
  void whatMatchesNothingOrEverythingByAccidentIsRefused() {
    refused(Problem.INVALID, "is not a glob", () -> new Glob(""));
    refused(Problem.INVALID, "is not a glob", () -> new Glob("/abs"));
    refused(Problem.INVALID, "is not a glob", () -> new Glob("x".repeat(1025)));
  }
}
