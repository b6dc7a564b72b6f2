package dev.gitmodel.query;

/** A field that a filter may ask for: its full path, and what its values are. */
public record Field(String path, Kind kind) {
  /** What a field's values are, which decides how a literal is read. */
  public enum Kind {
    /** Texts, numbers, truth values: as they come. */
    ANY,
    /** A point in time. */
    TIME,
    /** A number of bytes. */
    SIZE,
    /** A number of things. */
    COUNT,
    /** A SemVer version. */
    VERSION
  }
}
