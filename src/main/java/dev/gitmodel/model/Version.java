package dev.gitmodel.model;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A SemVer 2.0.0 version; ordered by precedence, build metadata breaking ties by text. */
public final class Version implements Comparable<Version> {
  private static final int LONGEST = 128;

  private final String text;
  private final com.github.zafarkhaja.semver.Version semver;
  private final List<String> pre;

  private Version(String text, com.github.zafarkhaja.semver.Version semver) {
    this.text = text;
    this.semver = semver;
    this.pre = semver.preReleaseVersion().map(p -> List.of(p.split("\\.", -1))).orElse(List.of());
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
    return bare.length() > LONGEST || bare.isEmpty()
        ? Optional.empty()
        : com.github.zafarkhaja.semver.Version.tryParse(bare).map(v -> new Version(bare, v));
  }

  /** The tag's short name, {@code v1.2.3}. */
  public String tag() {
    return "v" + this;
  }

  /** True where there is no pre-release part. */
  public boolean isRelease() {
    return pre.isEmpty();
  }

  /**
   * The version after this one. A release bump of a pre-release completes it where it already leads
   * to such a release (1.3.0-rc.1 to 1.3.0); {@link Bump#PRE} counts the last number of the
   * pre-release up, or begins {@code -rc.1} of the next patch.
   */
  public Version next(Bump bump) {
    return switch (bump) {
      case MAJOR ->
          !isRelease() && semver.minorVersion() == 0 && semver.patchVersion() == 0
              ? release(0)
              : numbers(semver.majorVersion() + 1, 0, 0);
      case MINOR ->
          !isRelease() && semver.patchVersion() == 0
              ? release(0)
              : numbers(semver.majorVersion(), semver.minorVersion() + 1, 0);
      case PATCH -> isRelease() ? release(1) : release(0);
      case PRE -> isRelease() ? nextPre("rc") : counted();
    };
  }

  /**
   * The next pre-release named {@code label}: 1.2.0 to 1.2.1-label.1, 1.2.1-label.1 to
   * 1.2.1-label.2, 1.2.1-rc.1 to 1.2.1-label.1.
   */
  public Version nextPre(String label) {
    if (isRelease()) {
      return parse(release(1) + "-" + label + ".1");
    }
    return pre.get(0).equals(label) ? counted() : parse(release(0) + "-" + label + ".1");
  }

  private Version counted() {
    String last = pre.get(pre.size() - 1);
    String stem = release(0).toString();
    if (pre.size() > 1 && Precedence.isNumber(last)) {
      String head = String.join(".", pre.subList(0, pre.size() - 1));
      return parse(stem + "-" + head + "." + new BigInteger(last).add(BigInteger.ONE));
    }
    return parse(stem + "-" + String.join(".", pre) + ".1");
  }

  private Version release(int patches) {
    return numbers(semver.majorVersion(), semver.minorVersion(), semver.patchVersion() + patches);
  }

  /** Long, so that the number after the largest is refused as it reads. */
  private static Version numbers(long major, long minor, long patch) {
    return parse(major + "." + minor + "." + patch);
  }

  @Override
  public int compareTo(Version other) {
    int order = Long.compare(semver.majorVersion(), other.semver.majorVersion());
    order = order != 0 ? order : Long.compare(semver.minorVersion(), other.semver.minorVersion());
    order = order != 0 ? order : Long.compare(semver.patchVersion(), other.semver.patchVersion());
    order = order != 0 ? order : Precedence.OF_PRE_RELEASES.compare(pre, other.pre);
    return order != 0 ? order : text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version v && text.equals(v.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
