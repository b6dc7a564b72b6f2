package dev.gitmodel.weights;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The initializers of a {@code GraphProto} and of the graphs in its nodes (the branches of an
 * {@code If}, the body of a {@code Loop}), which are named {@code NODE.ATTRIBUTE/NAME}.
 *
 * <p>Of a sparse initializer, its values are the tensor: what is stored, not what it stands for.
 */
final class OnnxGraph {
  private static final int MAX_FILES_SHOWN = 16;

  private final TensorList tensors = new TensorList();
  private final Set<String> otherFiles = new TreeSet<>();
  private long tensorsElsewhere;

  TensorList tensors() {
    return tensors;
  }

  /** In which other files tensors are, and how many. */
  Optional<String> otherFiles() {
    if (tensorsElsewhere == 0) {
      return Optional.empty();
    }
    String more = otherFiles.size() > MAX_FILES_SHOWN ? ", …" : "";
    String files =
        String.join(", ", otherFiles.stream().limit(MAX_FILES_SHOWN).toList()).concat(more);
    return Optional.of(files + " (tensors: " + tensorsElsewhere + ")");
  }

  void read(ProtoMessage graph, String scope) throws IOException, UnparsedException {
    for (long node = 0; graph.next(); ) {
      switch (graph.field()) {
        case 1 -> readNode(graph.message(), scope, node++);
        case 5 -> readTensor(graph.message(), scope);
        case 15 -> readSparse(graph.message(), scope);
        default -> {}
      }
    }
  }

  private void readNode(ProtoMessage node, String scope, long index)
      throws IOException, UnparsedException {
    String name = "";
    while (node.next()) {
      switch (node.field()) {
        case 3 -> name = node.name();
        case 5 -> readAttribute(node.message(), scope, name.isEmpty() ? "#" + index : name);
        default -> {}
      }
    }
  }

  private void readAttribute(ProtoMessage attribute, String scope, String node)
      throws IOException, UnparsedException {
    String name = "";
    for (long graphs = 0; attribute.next(); ) {
      switch (attribute.field()) {
        case 1 -> name = attribute.name();
        case 6 -> read(attribute.message(), nested(scope, node + "." + name));
        case 11 -> read(attribute.message(), nested(scope, node + "." + name + "." + graphs++));
        default -> {}
      }
    }
  }

  private static String nested(String scope, String name) throws UnparsedException {
    String nested = scope + name + "/";
    if (nested.length() > TensorList.MAX_NAME) {
      throw new UnparsedException("the names of nested graphs are too long");
    }
    return nested;
  }

  private void readSparse(ProtoMessage sparse, String scope) throws IOException, UnparsedException {
    while (sparse.next()) {
      if (sparse.field() == 1) {
        readTensor(sparse.message(), scope);
      }
    }
  }

  private void readTensor(ProtoMessage message, String scope)
      throws IOException, UnparsedException {
    OnnxTensor tensor = OnnxTensor.read(message);
    tensors.add(tensor.tensor(scope));
    if (tensor.otherFile().isPresent()) {
      tensorsElsewhere++;
      if (otherFiles.size() <= MAX_FILES_SHOWN) {
        otherFiles.add(tensor.otherFile().get());
      }
    }
  }
}
