package dev.gitmodel.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads GGUF tensor infos: name, number of dimensions, dimensions, type, offset in the data. */
final class GgufTensors {
  private static final int MAX_DIMENSIONS = 4;

  private final FileBytes in;
  private final GgufValues values;
  private final List<Info> infos = new ArrayList<>();

  GgufTensors(FileBytes in, GgufValues values) {
    this.in = in;
    this.values = values;
  }

  private record Info(String name, GgmlType type, List<Long> shape, ByteRange inData) {}

  /** Reads the info at the cursor, which moves past it. */
  void readInfo(int alignment) throws IOException, UnparsedException {
    String name = values.name(TensorList.MAX_NAME);
    List<Long> shape = readShape(name);
    int number = in.int32();
    GgmlType type =
        GgmlType.numbered(number)
            .orElseThrow(
                () -> new UnparsedException("tensor '" + name + "' has unknown type " + number));
    long row = shape.isEmpty() ? 1 : shape.get(0);
    if (row % type.blockElements() != 0) {
      throw new UnparsedException(
          "tensor '%s' of type %s has rows of %d elements".formatted(name, type, row));
    }
    long offset = in.int64();
    if (offset < 0 || offset % alignment != 0) {
      throw new UnparsedException(
          "tensor '%s' has the unaligned offset %s".formatted(name, Long.toUnsignedString(offset)));
    }
    long length = type.bytes(Exact.elements(shape));
    Exact.add(offset, length);
    infos.add(new Info(name, type, shape, new ByteRange(offset, length)));
  }

  /** The tensors, when the cursor stands behind the last info and the data lies as it has to. */
  TensorList laidOut(int alignment) throws UnparsedException {
    long past = in.position() % alignment;
    long dataStart = past == 0 ? in.position() : Exact.add(in.position(), alignment - past);
    checkDisjoint();
    TensorList tensors = new TensorList();
    for (Info info : infos) {
      long offset = Exact.add(dataStart, info.inData.offset());
      long end = Exact.add(offset, info.inData.length());
      if (end > in.size()) {
        throw new UnparsedException(
            "tensor '%s' ends at byte %d, the file at byte %d"
                .formatted(info.name, end, in.size()));
      }
      ByteRange bytes = new ByteRange(offset, info.inData.length());
      tensors.add(new Tensor(info.name, info.type.name(), info.shape, Optional.of(bytes)));
    }
    return tensors;
  }

  private List<Long> readShape(String name) throws IOException, UnparsedException {
    int dimensions = in.int32();
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
      throw new UnparsedException(
          "tensor '%s' has %s dimensions".formatted(name, Integer.toUnsignedString(dimensions)));
    }
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      shape.add(in.int64());
    }
    return List.copyOf(shape);
  }

  private void checkDisjoint() throws UnparsedException {
    List<Info> byPlace = new ArrayList<>(infos);
    byPlace.sort(
        Comparator.<Info>comparingLong(info -> info.inData.offset())
            .thenComparingLong(info -> info.inData.end()));
    long end = 0;
    for (Info info : byPlace) {
      if (info.inData.offset() < end) {
        throw new UnparsedException("tensor '" + info.name + "' overlaps another one");
      }
      end = info.inData.end();
    }
  }
}
