package dev.gitmodel.weights;

/** The messages of ONNX models that tests are made of. */
final class OnnxFile {
  static final int FLOAT = 1;
  static final int INT64 = 7;

  private OnnxFile() {}

  /** A model of IR version 10 and operator set 21 around one graph. */
  static byte[] model(Proto graph) {
    return new Proto()
        .number(1, 10)
        .text(2, "tests")
        .message(7, graph)
        .message(8, new Proto().text(1, "").number(2, 21))
        .toBytes();
  }

  static byte[] modelWith(Proto... initializers) {
    return model(graph(initializers));
  }

  static Proto graph(Proto... initializers) {
    Proto graph = new Proto();
    for (Proto initializer : initializers) {
      graph.message(5, initializer);
    }
    return graph;
  }

  /** A tensor without data. */
  static Proto tensor(String name, int type, long... dimensions) {
    Proto tensor = new Proto();
    for (long dimension : dimensions) {
      tensor.number(1, dimension);
    }
    return tensor.number(2, type).text(8, name);
  }

  static Proto raw(Proto tensor, int bytes) {
    return tensor.bytes(9, new byte[bytes]);
  }

  static Proto entry(String key, String value) {
    return new Proto().text(1, key).text(2, value);
  }
}
