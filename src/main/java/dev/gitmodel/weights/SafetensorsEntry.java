package dev.gitmodel.weights;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One tensor as a safetensors header states it; its range counts from the end of the header. */
record SafetensorsEntry(
    String name, SafetensorsType type, List<Long> shape, SafetensorsEntry.Span span) {

  /** By where the data lies, empty tensors before the tensor that starts at the same byte. */
  static final Comparator<SafetensorsEntry> BY_PLACE =
      Comparator.<SafetensorsEntry>comparingLong(entry -> entry.span.begin)
          .thenComparingLong(entry -> entry.span.end)
          .thenComparing(SafetensorsEntry::name);

  /** The {@code data_offsets}: the first byte, and the first byte after. */
  record Span(long begin, long end) {}

  /**
   * The tensor, if its data starts where the tensor before it ended and fits its shape and type.
   */
  Tensor tensor(long expectedBegin, long dataStart) throws UnparsedException {
    if (span.begin != expectedBegin) {
      throw new UnparsedException(
          "tensor '%s' starts at %d, but the tensor before it ends at %d"
              .formatted(name, span.begin, expectedBegin));
    }
    long bits = Exact.multiply(Exact.elements(shape), type.bits());
    long length = span.end - span.begin;
    if (bits % 8 != 0 || length != bits / 8) {
      throw new UnparsedException(
          "tensor '%s' of type %s and shape %s has %d bytes of data"
              .formatted(name, type, shape, length));
    }
    ByteRange bytes = new ByteRange(Exact.add(dataStart, span.begin), length);
    return new Tensor(name, type.name(), shape, Optional.of(bytes));
  }
}
