package dev.gitmodel.model;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.semver4j.Semver;

/** A SemVer 2.0.0 version; ordered by precedence, build metadata breaking ties by text. */
public final class Version implements Comparable<Version> {
  private static final int LONGEST = 128;
  private static final Comparator<Version> ORDER =
      Comparator.<Version>comparingInt(v -> v.semver.getMajor())
          .thenComparingInt(v -> v.semver.getMinor())
          .thenComparingInt(v -> v.semver.getPatch())
          .thenComparing(v -> v.semver.getPreRelease(), Precedence.OF_PRE_RELEASES)
          .thenComparing(Version::toString);

  private final Semver semver;

  private Version(Semver semver) {
    this.semver = semver;
  }

  /** Reads {@code 1.2.3[-pre][+build]} or the same behind a {@code v}. */
  public static Version parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                RegistryException.invalid(
                    "'" + Printable.of(text) + "' is not a version",
                    "write it as SemVer 2.0.0: MAJOR.MINOR.PATCH, for example 1.2.0 or"
                        + " 1.3.0-rc.1"));
  }

  /** The version, or empty where {@code text} is none. */
  public static Optional<Version> tryParse(String text) {
    String bare = text.startsWith("v") ? text.substring(1) : text;
    // A leading digit keeps the library's own tolerance (blanks, prefixes) out of the grammar.
    if (bare.length() > LONGEST || bare.isEmpty() || !Character.isDigit(bare.charAt(0))) {
      return Optional.empty();
    }
    return Optional.ofNullable(Semver.parse(bare))
        .filter(s -> s.getVersion().equals(bare))
        .map(Version::new);
  }

  /** The tag's short name, {@code v1.2.3}. */
  public String tag() {
    return "v" + this;
  }

  /** True where there is no pre-release part. */
  public boolean isRelease() {
    return semver.getPreRelease().isEmpty();
  }

  /**
   * The version after this one. A release bump of a pre-release completes it where it already leads
   * to such a release (1.3.0-rc.1 to 1.3.0); {@link Bump#PRE} counts the last number of the
   * pre-release up, or begins {@code -rc.1} of the next patch.
   */
  public Version next(Bump bump) {
    return switch (bump) {
      case MAJOR ->
          !isRelease() && semver.getMinor() == 0 && semver.getPatch() == 0
              ? release(0)
              : numbers(semver.getMajor() + 1L, 0, 0);
      case MINOR ->
          !isRelease() && semver.getPatch() == 0
              ? release(0)
              : numbers(semver.getMajor(), semver.getMinor() + 1L, 0);
      case PATCH -> isRelease() ? release(1) : release(0);
      case PRE -> isRelease() ? nextPre("rc") : counted();
    };
  }

  /**
   * The next pre-release named {@code label}: 1.2.0 to 1.2.1-label.1, 1.2.1-label.1 to
   * 1.2.1-label.2. A pre-release of another name keeps its numbers where the new name comes after
   * it (1.2.1-alpha.3 to 1.2.1-label.1), else the next patch is begun (1.2.1-rc.1 to
   * 1.2.2-label.1), so the next one is always the higher one.
   */
  public Version nextPre(String label) {
    Version ofNextPatch = parse(release(1) + "-" + label + ".1");
    if (isRelease()) {
      return ofNextPatch;
    }
    if (isLabelled(label)) {
      return counted();
    }
    Version ofThis = parse(release(0) + "-" + label + ".1");
    return ofThis.compareTo(this) > 0 ? ofThis : ofNextPatch;
  }

  /** A label may have dots, as an experiment's name may. */
  private boolean isLabelled(String label) {
    String pre = String.join(".", semver.getPreRelease());
    return pre.equals(label)
        || (pre.startsWith(label + ".") && Precedence.isNumber(pre.substring(label.length() + 1)));
  }

  private Version counted() {
    List<String> pre = semver.getPreRelease();
    String last = pre.get(pre.size() - 1);
    String stem = release(0).toString();
    if (pre.size() > 1 && Precedence.isNumber(last)) {
      String head = String.join(".", pre.subList(0, pre.size() - 1));
      return parse(stem + "-" + head + "." + new BigInteger(last).add(BigInteger.ONE));
    }
    return parse(stem + "-" + String.join(".", pre) + ".1");
  }

  private Version release(int patches) {
    return numbers(semver.getMajor(), semver.getMinor(), (long) semver.getPatch() + patches);
  }

  /** Long, so that the number after the largest is refused as it reads. */
  private static Version numbers(long major, long minor, long patch) {
    return parse(major + "." + minor + "." + patch);
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version v && toString().equals(v.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return semver.getVersion();
  }
}
