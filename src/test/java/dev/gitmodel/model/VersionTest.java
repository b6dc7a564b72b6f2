package dev.gitmodel.model;

import static dev.gitmodel.model.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions: the grammar and precedence of SemVer 2.0.0, and what comes next. */
class VersionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0",
        "0.0.4",
        "1.2.3",
        "10.20.30",
        "1.1.2-prerelease+meta",
        "1.1.2+meta",
        "1.1.2+meta-valid",
        "1.0.0-alpha",
        "1.0.0-alpha.beta.1",
        "1.0.0-alpha0.valid",
        "1.0.0-0A.is.legal",
        "1.0.0-rc.1+build.1",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12",
        "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
        "2.0.0+build.1848",
        "1.0.0--",
        "999999999.0.0"
      })
  void whatSemVerAllowsIsAVersion(String text) {
    assertThat(Version.parse(text)).hasToString(text);
    assertThat(Version.parse("v" + text)).isEqualTo(Version.parse(text));
    assertThat(Version.parse(text).tag()).isEqualTo("v" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v",
        "1",
        "1.2",
        "1.2.3-0123",
        "1.2.3-0123.0123",
        "1.1.2+.123",
        "+invalid",
        "-invalid",
        "alpha",
        "1.2.3.DEV",
        "1.2-SNAPSHOT",
        "01.1.1",
        "1.01.1",
        "1.1.01",
        "1.2.3-",
        "1.2.3+",
        "1.0.0-alpha_beta",
        "1.0.0-alpha..1",
        "1.0.0+a+b",
        "vv1.0.0",
        "V1.0.0",
        " 1.0.0",
        "1.0.0 ",
        "1.0.0\n",
        "1.0.0-ä",
        "\u0661.0.0",
        "1.\u0660.0",
        "=1.0.0",
        "1.0.0-rc.1/x",
        "-1.0.0",
        "1.0.0-\u202e"
      })
  void whatSemVerForbidsIsNone(String text) {
    assertThat(Version.tryParse(text)).isEmpty();
    refused(Problem.INVALID, "MAJOR.MINOR.PATCH", () -> Version.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999999999999.0.0",
        "2147483648.0.0",
        "1.9223372036854775808.0",
        "1.0.4294967296"
      })
  void aNumberOfAnySizeIsTakenExactlyOrRefused(String text) {
    Version.tryParse(text).ifPresent(v -> assertThat(v).hasToString(text));
    Version.tryParse(text).ifPresent(v -> assertThat(v).isGreaterThan(Version.parse("1.0.0")));
  }

  @ParameterizedTest
  @EnumSource
  void afterTheLargestNumberComesNone(Bump bump) {
    String most = Integer.toString(Integer.MAX_VALUE);
    Version last = Version.parse(most + "." + most + "." + most);
    refused(Problem.INVALID, "2147483648", () -> last.next(bump));
  }

  @Test
  void aVersionHasAtMost128Characters() {
    String pre = "1.0.0-" + "a".repeat(122);
    assertThat(Version.parse(pre).toString()).hasSize(128);
    refused(Problem.INVALID, () -> Version.parse(pre + "a"));
  }

  @Test
  void precedenceIsSemVers() {
    List<Version> ordered =
        List.of(
                "0.0.1",
                "0.9.9",
                "1.0.0-0",
                "1.0.0-1",
                "1.0.0-2",
                "1.0.0-10",
                "1.0.0--",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.1.0",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.0+a",
                "1.0.0+b",
                "1.0.1-rc.1",
                "1.0.1",
                "1.2.0",
                "1.10.0",
                "2.0.0-rc.1",
                "2.0.0",
                "10.0.0")
            .stream()
            .map(Version::parse)
            .toList();
    List<Version> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(7));
    Collections.sort(shuffled);
    assertThat(shuffled).isEqualTo(ordered);
  }

  @Test
  void longNumbersOfPreReleasesCompareAsNumbers() {
    assertThat(Version.parse("1.0.0-rc.99999999999999999999"))
        .isGreaterThan(Version.parse("1.0.0-rc.2"))
        .isGreaterThan(Version.parse("1.0.0-rc.99999999999999999998"));
  }

  @Test
  void comparingAgreesWithEquality() {
    assertThat(Version.parse("1.0.0+a")).isNotEqualTo(Version.parse("1.0.0+b"));
    assertThat(Version.parse("1.0.0+a").compareTo(Version.parse("1.0.0+b"))).isNegative();
    assertThat(Version.parse("v1.0.0")).hasSameHashCodeAs(Version.parse("1.0.0"));
    assertThat(Version.parse("1.0.0").compareTo(Version.parse("1.0.0"))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3, MAJOR, 2.0.0",
    "1.2.3, MINOR, 1.3.0",
    "1.2.3, PATCH, 1.2.4",
    "1.2.3, PRE, 1.2.4-rc.1",
    "0.1.0, MINOR, 0.2.0",
    "1.2.3+cuda, PATCH, 1.2.4",
    "1.2.3+cuda, PRE, 1.2.4-rc.1",
    "2.0.0-rc.1, MAJOR, 2.0.0",
    "2.0.0-rc.1, MINOR, 2.0.0",
    "2.0.0-rc.1, PATCH, 2.0.0",
    "1.3.0-rc.1, MAJOR, 2.0.0",
    "1.3.0-rc.1, MINOR, 1.3.0",
    "1.3.0-rc.1, PATCH, 1.3.0",
    "1.3.1-rc.1, MINOR, 1.4.0",
    "1.3.1-rc.1, PATCH, 1.3.1",
    "1.3.0-rc.1, PRE, 1.3.0-rc.2",
    "1.3.0-rc.9, PRE, 1.3.0-rc.10",
    "1.3.0-rc, PRE, 1.3.0-rc.1",
    "1.3.0-a.b.7, PRE, 1.3.0-a.b.8",
    "1.3.0-rc.1+b, PRE, 1.3.0-rc.2",
    "1.3.0-rc.9223372036854775807, PRE, 1.3.0-rc.9223372036854775808"
  })
  void theNextVersion(String from, Bump bump, String next) {
    assertThat(Version.parse(from).next(bump)).hasToString(next);
    assertThat(Version.parse(next)).isGreaterThan(Version.parse(from));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.0, one, 1.2.1-one.1",
    "1.2.1-one.1, one, 1.2.1-one.2",
    "1.2.1-exp-42.9, exp-42, 1.2.1-exp-42.10",
    "1.2.1-a.b.9, a.b, 1.2.1-a.b.10",
    "1.3.0-alpha.4, one, 1.3.0-one.1",
    "1.3.0-rc.1, one, 1.3.1-one.1",
    "1.3.0-onex.1, one, 1.3.1-one.1",
    "1.3.0-one, one, 1.3.0-one.1",
    "1.3.0-one.x, one, 1.3.1-one.1"
  })
  void theNextPreReleaseHasItsLabel(String from, String label, String next) {
    assertThat(Version.parse(from).nextPre(label)).hasToString(next);
    assertThat(Version.parse(next)).isGreaterThan(Version.parse(from));
  }

  @Test
  void aReleaseHasNoPreRelease() {
    assertThat(Version.parse("1.0.0").isRelease()).isTrue();
    assertThat(Version.parse("1.0.0+build").isRelease()).isTrue();
    assertThat(Version.parse("1.0.0-rc.1").isRelease()).isFalse();
  }
}
