package dev.gitmodel.model;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A point in history or an object of it, by its 40 hex digit id. */
public final class Revision {
  private static final int LENGTH = 40;
  private static final HexFormat DIGITS = HexFormat.of();

  /** The id that stands for "not there" in a ref move. */
  public static final Revision NONE = new Revision("0".repeat(LENGTH));

  private final String hex;

  /** INVALID where {@code hex} is not 40 lower-case hex digits. */
  public Revision(String hex) {
    if (!Hex.isHex(hex, LENGTH)) {
      throw RegistryException.invalid(
          "'" + Printable.of(hex) + "' is not an object id", "an id has 40 lower-case hex digits");
    }
    this.hex = hex;
  }

  // Not a record, because a record would check again what is right by how it was made, and an
  // index of many versions has tens of thousands of ids.
  private Revision(byte[] id, int from) {
    this.hex = DIGITS.formatHex(id, from, from + LENGTH / 2);
  }

  /** That of the 20 bytes at {@code from}. */
  public static Revision of(byte[] id, int from) {
    return new Revision(id, from);
  }

  public String hex() {
    return hex;
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** The first 8 digits, for people. */
  public String abbreviated() {
    return hex.substring(0, 8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Revision that && hex.equals(that.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return hex;
  }
}
