package dev.gitmodel.model;

import java.util.Optional;
import java.util.SortedSet;

/** Which point of a model a reference means; one grammar, so a text has one reading. */
public sealed interface Selector {
  /** The highest release, or the highest pre-release where there is no release. */
  record Latest() implements Selector {
    @Override
    public String toString() {
      return "latest";
    }
  }

  /** Exactly this version. */
  record ByVersion(Version version) implements Selector {
    @Override
    public String toString() {
      return version.toString();
    }
  }

  /** The version that the alias is on. */
  record ByAlias(AliasName alias) implements Selector {
    @Override
    public String toString() {
      return alias.toString();
    }
  }

  /** The last version on the branch. */
  record ByBranch(BranchName branch) implements Selector {
    @Override
    public String toString() {
      return "branch:" + branch;
    }
  }

  /** The version of the commit whose id starts so; 7 to 40 hex digits. */
  record ByCommit(String prefix) implements Selector {
    @Override
    public String toString() {
      return prefix;
    }
  }

  /** The version whose digest starts so; 8 to 64 hex digits. */
  record ByDigest(String prefix) implements Selector {
    @Override
    public String toString() {
      return DIGEST + prefix;
    }
  }

  /** What stands before a digest. */
  String DIGEST = "sha256:";

  /** What {@code latest} means among these: the highest release, else the highest pre-release. */
  static Optional<Version> latest(SortedSet<Version> versions) {
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    // Precedence puts a release after its own pre-releases only, so the last may be none.
    Version last = versions.last();
    if (last.isRelease()) {
      return Optional.of(last);
    }
    Optional<Version> release =
        versions.stream().filter(Version::isRelease).reduce((lower, higher) -> higher);
    return release.or(() -> Optional.of(last));
  }

  /** Reads what stands behind the {@code @}. */
  static Selector parse(String text) {
    if (text.equals("latest")) {
      return new Latest();
    }
    if (text.startsWith("branch:")) {
      return new ByBranch(new BranchName(text.substring("branch:".length())));
    }
    if (text.startsWith(DIGEST)) {
      return ofDigest(text.substring(DIGEST.length()));
    }
    var version = Version.tryParse(text);
    if (version.isPresent()) {
      return new ByVersion(version.get());
    }
    if (isCommit(text)) {
      return new ByCommit(text);
    }
    if (AliasName.isAlias(text)) {
      return new ByAlias(new AliasName(text));
    }
    String behind = text.substring(text.lastIndexOf('@') + 1);
    throw RegistryException.invalid(
        "'" + Printable.of(text) + "' selects nothing",
        behind.isEmpty() || behind.equals(text)
            ? "write a version (1.2.0), an alias (champion), latest, branch:<branch>, a commit id of"
                + " 7 or more digits, or sha256: and 8 or more of its digest"
            : "write only what stands behind the @: " + Printable.of(behind));
  }

  /** The grammar's commit form. An alias of only a to f, 7 letters or more, is read as an alias. */
  static boolean isCommit(String text) {
    if (text.length() < 7 || text.length() > 40 || !Hex.isHex(text)) {
      return false;
    }
    int at = 0;
    while (at < text.length() && text.charAt(at) > '9') {
      at++;
    }
    return at < text.length();
  }

  private static Selector ofDigest(String hex) {
    // Fewer digits would mean another version too soon.
    if (hex.length() < 8 || hex.length() > 64 || !Hex.isHex(hex)) {
      throw RegistryException.invalid(
          "'" + Printable.of(hex) + "' is not a SHA-256",
          "write sha256: and the digest's 64 lower-case hex digits, or the first 8 or more");
    }
    return new ByDigest(hex);
  }

  /** True where {@code text} can stand behind the {@code @}. */
  static boolean isSelector(String text) {
    try {
      parse(text);
      return true;
    } catch (RegistryException none) {
      return false;
    }
  }
}
