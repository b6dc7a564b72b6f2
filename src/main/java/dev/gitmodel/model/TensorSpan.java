package dev.gitmodel.model;

import java.util.List;

/** Where one tensor's bytes lie in its file, and what they are; the range does not overflow. */
public record TensorSpan(String name, String dtype, List<Long> shape, long offset, long length) {
  public TensorSpan {
    shape = List.copyOf(shape);
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("no range: " + offset + " + " + length);
    }
  }

  /** The offset of the first byte after it. */
  public long end() {
    return offset + length;
  }
}
