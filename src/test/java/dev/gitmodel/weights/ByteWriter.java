package dev.gitmodel.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes numbers and texts one after the other in one byte order. */
final class ByteWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  ByteWriter(ByteOrder order) {
    this.order = order;
  }

  static ByteWriter littleEndian() {
    return new ByteWriter(ByteOrder.LITTLE_ENDIAN);
  }

  ByteWriter int8(int value) {
    out.write(value);
    return this;
  }

  ByteWriter int16(int value) {
    return bytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
  }

  ByteWriter int32(int value) {
    return bytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
  }

  ByteWriter int64(long value) {
    return bytes(ByteBuffer.allocate(8).order(order).putLong(value).array());
  }

  ByteWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  ByteWriter zeros(int count) {
    return bytes(new byte[count]);
  }

  ByteWriter bytes(byte[] value) {
    out.writeBytes(value);
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
