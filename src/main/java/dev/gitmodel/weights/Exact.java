package dev.gitmodel.weights;

import java.util.List;

/** Arithmetic on sizes that a file claims: the exact result, or unparsed. */
final class Exact {
  private Exact() {}

  static long add(long a, long b) throws UnparsedException {
    try {
      return Math.addExact(a, b);
    } catch (ArithmeticException e) {
      throw overflow();
    }
  }

  static long multiply(long a, long b) throws UnparsedException {
    try {
      return Math.multiplyExact(a, b);
    } catch (ArithmeticException e) {
      throw overflow();
    }
  }

  /** The number of elements of a shape. */
  static long elements(List<Long> shape) throws UnparsedException {
    long elements = 1;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new UnparsedException("a dimension is negative: " + dimension);
      }
      elements = multiply(elements, dimension);
    }
    return elements;
  }

  /** The bytes that so many elements of so many bits fill, the last one perhaps in part. */
  static long bytes(long elements, int bits) throws UnparsedException {
    long all = multiply(elements, bits);
    return all / 8 + (all % 8 == 0 ? 0 : 1);
  }

  private static UnparsedException overflow() {
    return new UnparsedException("a size does not fit 64 bits");
  }
}
