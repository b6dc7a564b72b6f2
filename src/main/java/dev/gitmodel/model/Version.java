package dev.gitmodel.model;

import java.util.List;
import java.util.Optional;
import org.semver4j.Semver;

/** A SemVer 2.0.0 version; ordered by precedence, build metadata breaking ties by text. */
public final class Version implements Comparable<Version> {
  private static final int LONGEST = 128;

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
                    "'" + text + "' is not a version",
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
              : of(semver.nextMajor());
      case MINOR -> !isRelease() && semver.getPatch() == 0 ? release(0) : of(semver.nextMinor());
      case PATCH -> isRelease() ? release(1) : release(0);
      case PRE -> nextPre("rc");
    };
  }

  /**
   * The next pre-release named {@code label}: 1.2.0 to 1.2.1-label.1, 1.2.1-label.1 to
   * 1.2.1-label.2.
   */
  public Version nextPre(String label) {
    List<String> pre = semver.getPreRelease();
    if (pre.isEmpty()) {
      return parse(release(1) + "-" + label + ".1");
    }
    String last = pre.get(pre.size() - 1);
    String stem = release(0).toString();
    if (pre.size() > 1 && last.chars().allMatch(Character::isDigit)) {
      String head = String.join(".", pre.subList(0, pre.size() - 1));
      return parse(stem + "-" + head + "." + (Long.parseLong(last) + 1));
    }
    return parse(stem + "-" + String.join(".", pre) + ".1");
  }

  private Version release(int patches) {
    return parse(semver.getMajor() + "." + semver.getMinor() + "." + (semver.getPatch() + patches));
  }

  private static Version of(Semver semver) {
    return parse(semver.getVersion());
  }

  @Override
  public int compareTo(Version other) {
    int byPrecedence = semver.compareTo(other.semver);
    return byPrecedence != 0 ? byPrecedence : toString().compareTo(other.toString());
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
