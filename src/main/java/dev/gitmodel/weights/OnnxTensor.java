package dev.gitmodel.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One {@code TensorProto}: what it says of its data, which is not read. */
final class OnnxTensor {
  private static final int EXTERNAL = 1;
  private static final int RAW_DATA = 9;

  private final ProtoMessage message;
  private final List<Long> shape = new ArrayList<>();
  private String name = "";
  private long type;
  private int dataField;
  private int dataRuns;
  private ByteRange data = new ByteRange(0, 0);
  private boolean external;
  private Optional<String> location = Optional.empty();

  private OnnxTensor(ProtoMessage message) {
    this.message = message;
  }

  static OnnxTensor read(ProtoMessage message) throws IOException, UnparsedException {
    OnnxTensor tensor = new OnnxTensor(message);
    while (message.next()) {
      tensor.readField();
    }
    return tensor;
  }

  /** The file, relative to the model, that holds the data, if it is not in the model. */
  Optional<String> otherFile() {
    return external ? Optional.of(location.orElse("(no location)")) : Optional.empty();
  }

  /** The tensor, its name within the given scope. */
  Tensor tensor(String scope) throws UnparsedException {
    if (name.isEmpty()) {
      throw new UnparsedException("an initializer has no name");
    }
    OnnxType known = OnnxType.numbered(type);
    return new Tensor(scope + name, known.name(), shape, range(known, Exact.elements(shape)));
  }

  private void readField() throws IOException, UnparsedException {
    switch (message.field()) {
      case 1 -> readDimensions();
      case 2 -> type = message.number();
      case 3 -> throw new UnparsedException("a tensor is stored in segments");
      case 8 -> name = message.name();
      case 4, 5, 6, 7, 9, 10, 11 -> readData();
      case 13 -> readExternal(message.message());
      case 14 -> external = message.number() == EXTERNAL;
      default -> {}
    }
  }

  private void readDimensions() throws IOException, UnparsedException {
    long[] dimensions =
        message.isRun() ? message.packed(TensorList.MAX_RANK) : new long[] {message.number()};
    for (long dimension : dimensions) {
      if (shape.size() == TensorList.MAX_RANK) {
        throw new UnparsedException("a tensor has more than 64 dimensions");
      }
      shape.add(dimension);
    }
  }

  private void readData() throws UnparsedException {
    if (dataField != 0 && dataField != message.field()) {
      throw new UnparsedException("a tensor has its data in two fields");
    }
    dataField = message.field();
    // Numbers that are not packed come one a field: no run of bytes holds them all.
    dataRuns += message.isRun() ? 1 : 2;
    data = message.isRun() ? message.payload() : data;
  }

  private void readExternal(ProtoMessage entry) throws IOException, UnparsedException {
    String key = "";
    String value = "";
    while (entry.next()) {
      switch (entry.field()) {
        case 1 -> key = entry.name();
        case 2 -> value = entry.name();
        default -> {}
      }
    }
    if (key.equals("location")) {
      location = Optional.of(value);
    }
  }

  private Optional<ByteRange> range(OnnxType known, long elements) throws UnparsedException {
    if (dataField != 0 && !known.mayBeIn(dataField)) {
      throw new UnparsedException(
          "tensor '%s' of type %s has its data in field %d".formatted(name, known, dataField));
    }
    if (external && data.length() > 0) {
      throw new UnparsedException("tensor '" + name + "' has its data here and in another file");
    }
    boolean varies = !OnnxType.isFixedWidth(dataField) || (dataField != RAW_DATA && dataRuns > 1);
    if (external || varies) {
      return Optional.empty();
    }
    if (dataRuns > 1) {
      throw new UnparsedException("tensor '" + name + "' has its raw_data in pieces");
    }
    if (data.length() != Exact.bytes(elements, known.bits())) {
      throw new UnparsedException(
          "tensor '%s' of type %s and shape %s has %d bytes of data"
              .formatted(name, known, shape, data.length()));
    }
    return Optional.of(data);
  }
}
