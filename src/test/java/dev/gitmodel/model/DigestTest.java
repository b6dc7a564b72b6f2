package dev.gitmodel.model;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests and object ids. */
class DigestTest {
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static Artifact file(String path, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new Artifact(
        new FilePath(path), bytes.length, Digest.of(bytes), false, Optional.empty());
  }

  @Test
  void theStandardsVectors() {
    assertThat(Digest.of(new byte[0]).hex()).isEqualTo(EMPTY);
    assertThat(Digest.of("abc".getBytes(StandardCharsets.US_ASCII)).hex()).isEqualTo(ABC);
  }

  @Test
  void aDigestPrintsAndReadsWithItsAlgorithm() {
    Digest digest = Digest.ofHex(ABC);
    assertThat(digest).hasToString("sha256:" + ABC);
    assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    assertThat(digest.abbreviated()).isEqualTo("sha256:ba7816bf8f01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "abc", "sha1:" + EMPTY, "g" + EMPTY, "\u001b[2J"})
  void whatIsNoDigestIsRefused(String text) {
    refused(Problem.INVALID, "is not a SHA-256", () -> Digest.parse(text));
  }

  @Test
  void upperCaseIsNotAnotherSpellingOfADigest() {
    refused(Problem.INVALID, () -> Digest.ofHex(ABC.toUpperCase(Locale.ROOT)));
  }

  /** {@code printf '%s %s %s\n' ... | sha256sum} gave the expected value. */
  @Test
  void theListingIsOneLineAFileSortedByPathBytes() {
    List<Artifact> files =
        new ArrayList<>(
            List.of(
                file("model.yaml", "version: 1.0.0\n"),
                file("a/b", "abc"),
                file("a.b", ""),
                file("größe", "abc"),
                file("Z", "")));
    String listing =
        (EMPTY + " 0 Z\n")
            + (EMPTY + " 0 a.b\n")
            + (ABC + " 3 a/b\n")
            + (ABC + " 3 größe\n")
            + (Digest.of("version: 1.0.0\n".getBytes(StandardCharsets.UTF_8)).hex()
                + " 15 model.yaml\n");
    Digest expected = Digest.of(listing.getBytes(StandardCharsets.UTF_8));
    assertThat(Digest.ofListing(files))
        .isEqualTo(expected)
        .hasToString("sha256:52a08f97acf10b3a39b68c92c64374482ba64a48674321f71e0a111945f93615");
    Collections.reverse(files);
    assertThat(Digest.ofListing(files)).isEqualTo(expected);
  }

  @Test
  void thePathsOrderIsOfBytesAndNotOfUtf16() {
    FilePath bmp = new FilePath("\uff5e");
    FilePath astral = new FilePath("\ud83d\ude00");
    assertThat(bmp).isLessThan(astral);
    assertThat(bmp.text()).isGreaterThan(astral.text());
    assertThat(new FilePath("a.b")).isLessThan(new FilePath("a/b"));
    assertThat(new FilePath("a/b/c.txt").name()).isEqualTo("c.txt");
    assertThat(new FilePath("c.txt").name()).isEqualTo("c.txt");
  }

  @Test
  void theDigestDependsOnEachPart() {
    Digest one = Digest.ofListing(List.of(file("a", "1")));
    assertThat(Digest.ofListing(List.of(file("b", "1")))).isNotEqualTo(one);
    assertThat(Digest.ofListing(List.of(file("a", "2")))).isNotEqualTo(one);
    assertThat(Digest.ofListing(List.of())).hasToString("sha256:" + EMPTY);
  }

  @Test
  void aRevisionHasFortyDigits() {
    String hex = "0123456789".repeat(4);
    assertThat(new Revision(hex)).hasToString(hex);
    assertThat(new Revision(hex).abbreviated()).isEqualTo("01234567");
    assertThat(new Revision(hex).isNone()).isFalse();
    assertThat(Revision.NONE.isNone()).isTrue();
    refused(Problem.INVALID, "40", () -> new Revision(hex + "0"));
    refused(Problem.INVALID, "<U+001B>", () -> new Revision("\u001b"));
    refused(Problem.INVALID, () -> new Revision("A".repeat(40)));
  }
}
