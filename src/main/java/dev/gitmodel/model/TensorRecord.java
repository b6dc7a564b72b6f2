package dev.gitmodel.model;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tensors of one weights file, by name, as computed from the content {@code weights}: whoever
 * has that content can compute the same again.
 */
public record TensorRecord(Digest weights, String format, List<TensorDigest> tensors) {
  public TensorRecord {
    tensors = tensors.stream().sorted(Comparator.comparing(TensorDigest::name)).toList();
    Set<String> names = new HashSet<>();
    for (TensorDigest tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw RegistryException.invalid(
            "two tensors are named '" + Printable.of(tensor.name()) + "'", "");
      }
    }
  }
}
