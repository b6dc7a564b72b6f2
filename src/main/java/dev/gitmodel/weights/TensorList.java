package dev.gitmodel.weights;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tensors of one file: no name twice, a total that fits, and a bounded amount of them. */
final class TensorList {
  static final int MAX_TENSORS = 250_000;
  static final int MAX_NAME = 4096;
  static final int MAX_RANK = 64;

  // What names and shapes together may weigh; the largest real files need a tenth.
  private static final long MAX_WEIGHT = 64L << 20;
  private static final long WEIGHT_OF_DIMENSION = 24;

  private final List<Tensor> tensors = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long elements;
  private long weight;

  /** Refuses a count that a header announces, before anything is read by it. */
  static void checkCount(long count) throws UnparsedException {
    if (count < 0 || count > MAX_TENSORS) {
      throw new UnparsedException(
          Long.toUnsignedString(count) + " tensors, more than " + MAX_TENSORS);
    }
  }

  void add(Tensor tensor) throws UnparsedException {
    String name = tensor.name();
    if (name.length() > MAX_NAME) {
      throw new UnparsedException("a tensor's name has " + name.length() + " characters");
    }
    if (tensor.shape().size() > MAX_RANK) {
      throw new UnparsedException("tensor '" + name + "' has more than 64 dimensions");
    }
    if (!names.add(name)) {
      throw new UnparsedException("two tensors are named '" + name + "'");
    }
    checkCount(tensors.size() + 1L);
    weight += name.length() + WEIGHT_OF_DIMENSION * tensor.shape().size();
    if (weight > MAX_WEIGHT) {
      throw new UnparsedException("the names and shapes of the tensors are too long to keep");
    }
    elements = Exact.add(elements, tensor.elements());
    tensors.add(tensor);
  }

  List<Tensor> all() {
    return tensors;
  }
}
