package dev.gitmodel.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A SHA-256 as 64 lower-case hex digits. */
public final class Digest {
  private static final int LENGTH = 64;
  private static final String PREFIX = "sha256:";
  private static final HexFormat DIGITS = HexFormat.of();

  private final byte[] sha256;
  private @Nullable String hex;

  // Not a record, for the reason that Revision gives; and of very many nobody asks for the digits.
  private Digest(byte[] sha256) {
    this.sha256 = sha256;
  }

  /** INVALID where {@code hex} is not 64 lower-case hex digits. */
  public static Digest ofHex(String hex) {
    if (!Hex.isHex(hex, LENGTH)) {
      throw RegistryException.invalid(
          "'" + Printable.of(hex) + "' is not a SHA-256",
          "a digest is sha256: and 64 lower-case hex digits");
    }
    Digest digest = new Digest(DIGITS.parseHex(hex));
    digest.hex = hex;
    return digest;
  }

  /** Reads {@code sha256:<hex>}. */
  public static Digest parse(String text) {
    return ofHex(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
  }

  /** That of the 32 bytes at {@code from}. */
  public static Digest of(byte[] sha256, int from) {
    return new Digest(Arrays.copyOfRange(sha256, from, from + LENGTH / 2));
  }

  /** The SHA-256 of {@code bytes}. */
  public static Digest of(byte[] bytes) {
    return finish(sha256().digest(bytes));
  }

  /** A finished SHA-256 of 32 bytes. */
  public static Digest finish(byte[] sha256) {
    return of(sha256, 0);
  }

  /**
   * A version's immutable identifier: SHA-256 over one line {@code <sha256> <size> <path>\n} a
   * file, sorted by the bytes of the path.
   */
  public static Digest ofListing(Collection<Artifact> files) {
    MessageDigest sha = sha256();
    List<Artifact> sorted = files.stream().sorted(Artifact.BY_PATH_BYTES).toList();
    for (Artifact file : sorted) {
      String line = file.digest().hex() + " " + file.size() + " " + file.path() + "\n";
      sha.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return finish(sha.digest());
  }

  /** A fresh SHA-256 computation. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public String hex() {
    String digits = hex;
    if (digits == null) {
      digits = DIGITS.formatHex(sha256);
      hex = digits;
    }
    return digits;
  }

  /** The first 12 digits behind {@code sha256:}, for people. */
  public String abbreviated() {
    return PREFIX + hex().substring(0, 12);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest that && Arrays.equals(sha256, that.sha256);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sha256);
  }

  @Override
  public String toString() {
    return PREFIX + hex();
  }
}
