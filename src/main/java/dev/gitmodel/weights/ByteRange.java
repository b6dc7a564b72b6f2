package dev.gitmodel.weights;

/** A run of bytes in a file, whose end is a valid offset too. */
public record ByteRange(long offset, long length) {

  public ByteRange {
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException(
          "a byte range needs an offset and a length that do not overflow: "
              + offset
              + " + "
              + length);
    }
  }

  /** The offset of the first byte after the range. */
  public long end() {
    return offset + length;
  }
}
