package dev.gitmodel.weights;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes GGUF files piece by piece, right or wrong, counting what it was given. */
final class GgufFile {
  private final ByteOrder order;
  private final int version;
  private final ByteWriter entries;
  private final ByteWriter infos;
  private long entryCount;
  private long tensorCount;

  GgufFile(int version, ByteOrder order) {
    this.order = order;
    this.version = version;
    this.entries = new ByteWriter(order);
    this.infos = new ByteWriter(order);
  }

  static GgufFile v3() {
    return new GgufFile(3, ByteOrder.LITTLE_ENDIAN);
  }

  GgufFile entry(String key, int type, Consumer<ByteWriter> value) {
    entryCount++;
    text(entries, key);
    entries.int32(type);
    value.accept(entries);
    return this;
  }

  GgufFile entry(String key, String value) {
    return entry(key, 8, out -> text(out, value));
  }

  GgufFile tensor(String name, int type, long offset, long... shape) {
    tensorCount++;
    text(infos, name);
    infos.int32(shape.length);
    for (long dimension : shape) {
      infos.int64(dimension);
    }
    infos.int32(type).int64(offset);
    return this;
  }

  GgufFile counts(long tensors, long entries) {
    this.tensorCount = tensors;
    this.entryCount = entries;
    return this;
  }

  /** The file with so much data after the next multiple of 32. */
  byte[] toBytes(int dataBytes) {
    return toBytes(dataBytes, 32);
  }

  byte[] toBytes(int dataBytes, int alignment) {
    ByteWriter out =
        new ByteWriter(order)
            .text("GGUF")
            .int32(version)
            .int64(tensorCount)
            .int64(entryCount)
            .bytes(entries.toBytes())
            .bytes(infos.toBytes());
    return out.zeros((alignment - out.size() % alignment) % alignment).zeros(dataBytes).toBytes();
  }

  static void text(ByteWriter out, String value) {
    out.int64(value.getBytes(StandardCharsets.UTF_8).length).text(value);
  }
}
