package dev.gitmodel.weights;

import java.util.List;
import java.util.Optional;

/**
 * One named array of a weights file, with its type and shape as the file spells them; its number of
 * elements fits a {@code long}.
 *
 * <p>The shape is in the file's order: outermost dimension first in safetensors and ONNX, innermost
 * first in GGUF. The bytes are there when the elements lie in this file at their fixed width, one
 * after the other: always in safetensors and GGUF; in ONNX not for tensors in other files and not
 * for values written as varints or strings.
 */
public record Tensor(String name, String dtype, List<Long> shape, Optional<ByteRange> bytes) {

  public Tensor {
    shape = List.copyOf(shape);
    count(shape);
  }

  /** How many elements the shape spans: 1 for a scalar, 0 if any dimension is 0. */
  public long elements() {
    return count(shape);
  }

  private static long count(List<Long> shape) {
    long elements = 1;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException("a dimension is never negative: " + shape);
      }
      elements = Math.multiplyExact(elements, dimension);
    }
    return elements;
  }
}
