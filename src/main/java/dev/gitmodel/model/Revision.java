package dev.gitmodel.model;

/** A point in history or an object of it, by its 40 hex digit id. */
public record Revision(String hex) {
  private static final int LENGTH = 40;

  /** The id that stands for "not there" in a ref move. */
  public static final Revision NONE = new Revision("0".repeat(40));

  public Revision {
    if (!Hex.isHex(hex, LENGTH)) {
      throw RegistryException.invalid(
          "'" + Printable.of(hex) + "' is not an object id", "an id has 40 lower-case hex digits");
    }
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** The first 8 digits, for people. */
  public String abbreviated() {
    return hex.substring(0, 8);
  }

  // By hand, see ModelName.
  @Override
  public boolean equals(Object other) {
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
