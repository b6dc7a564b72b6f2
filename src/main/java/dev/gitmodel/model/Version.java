package dev.gitmodel.model;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SemVer 2.0.0 version; ordered by precedence, build metadata breaking ties by text. */
public final class Version implements Comparable<Version> {
  private static final int LONGEST = 128;

  /** Of its own class, because most programs meet plain versions only, which need no pattern. */
  private static final class Grammar {
    private static final String NUMBER = "0|[1-9][0-9]*";
    private static final String PRE = "(?:" + NUMBER + "|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final String BUILD = "[0-9A-Za-z-]+";

    // A pattern, because the libraries at hand refuse valid pre-releases (numbers of 20 digits) or
    // take 10 ms of every start, and all that is left for them to do is this.
    private static final Pattern VERSION =
        Pattern.compile(
            "v?((" + NUMBER + ")\\.(" + NUMBER + ")\\.(" + NUMBER + ")" + "(?:-(" + PRE + "(?:\\."
                + PRE + ")*))?" + "(?:\\+" + BUILD + "(?:\\." + BUILD + ")*)?)");
  }

  private final String text;
  private final int major;
  private final int minor;
  private final int patch;
  private final List<String> pre;

  /** Throws NumberFormatException where a number is beyond an int. */
  private Version(Matcher read) {
    this.text = read.group(1);
    this.major = Integer.parseInt(read.group(2));
    this.minor = Integer.parseInt(read.group(3));
    this.patch = Integer.parseInt(read.group(4));
    String identifiers = read.group(5);
    this.pre = identifiers == null ? List.of() : List.of(identifiers.split("\\.", -1));
  }

  private Version(String text, int[] numbers) {
    this.text = text;
    this.major = numbers[0];
    this.minor = numbers[1];
    this.patch = numbers[2];
    this.pre = List.of();
  }

  /** What most versions are, {@code 1.2.3} and no more; a model may have tens of thousands. */
  private static Optional<Version> tryPlain(String text) {
    int start = text.startsWith("v") ? 1 : 0;
    int[] numbers = new int[3];
    int part = 0;
    int digits = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && digits > 0 && part < 2) {
        part++;
        digits = 0;
      } else if (c >= '0' && c <= '9' && digits < 9 && (digits == 0 || numbers[part] > 0)) {
        numbers[part] = numbers[part] * 10 + (c - '0');
        digits++;
      } else {
        return Optional.empty();
      }
    }
    return part == 2 && digits > 0
        ? Optional.of(new Version(text.substring(start), numbers))
        : Optional.empty();
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

  /** Tells most other words, an alias say, without the pattern. */
  private static boolean mayBeOne(String text) {
    int start = text.startsWith("v") ? 1 : 0;
    return text.length() > start && text.charAt(start) >= '0' && text.charAt(start) <= '9';
  }

  /** The version, or empty where {@code text} is none. */
  public static Optional<Version> tryParse(String text) {
    Optional<Version> plain = tryPlain(text);
    if (plain.isPresent()) {
      return plain;
    }
    if (!mayBeOne(text)) {
      return Optional.empty();
    }
    Matcher read = Grammar.VERSION.matcher(text);
    if (text.length() > LONGEST + 1 || !read.matches() || read.group(1).length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Version(read));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
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
          !isRelease() && minor == 0 && patch == 0 ? release(0) : numbers(major + 1L, 0, 0);
      case MINOR -> !isRelease() && patch == 0 ? release(0) : numbers(major, minor + 1L, 0);
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
    String all = String.join(".", pre);
    return all.equals(label)
        || (all.startsWith(label + ".") && Precedence.isNumber(all.substring(label.length() + 1)));
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
    return numbers(major, minor, (long) patch + patches);
  }

  /** Long, so that the number after the largest is refused as it reads. */
  private static Version numbers(long major, long minor, long patch) {
    return parse(major + "." + minor + "." + patch);
  }

  @Override
  public int compareTo(Version other) {
    int order = Integer.compare(major, other.major);
    order = order != 0 ? order : Integer.compare(minor, other.minor);
    order = order != 0 ? order : Integer.compare(patch, other.patch);
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
