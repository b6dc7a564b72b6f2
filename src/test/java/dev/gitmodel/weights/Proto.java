package dev.gitmodel.weights;

import java.nio.charset.StandardCharsets;

/** Writes protobuf messages field by field, right or wrong. */
final class Proto {
  private final ByteWriter out = ByteWriter.littleEndian();

  Proto number(int field, long value) {
    return raw(varint((long) field << 3)).raw(varint(value));
  }

  Proto text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Proto message(int field, Proto message) {
    return bytes(field, message.toBytes());
  }

  Proto bytes(int field, byte[] value) {
    return claimed(field, value.length).raw(value);
  }

  /** The start of a field of bytes that says it is so long. */
  Proto claimed(int field, long length) {
    return raw(varint((long) field << 3 | 2)).raw(varint(length));
  }

  Proto packed(int field, long... values) {
    Proto packed = new Proto();
    for (long value : values) {
      packed.raw(varint(value));
    }
    return message(field, packed);
  }

  Proto fixed32(int field, int value) {
    out.bytes(varint((long) field << 3 | 5)).int32(value);
    return this;
  }

  Proto fixed64(int field, long value) {
    out.bytes(varint((long) field << 3 | 1)).int64(value);
    return this;
  }

  Proto raw(byte... bytes) {
    out.bytes(bytes);
    return this;
  }

  byte[] toBytes() {
    return out.toBytes();
  }

  static byte[] varint(long value) {
    ByteWriter bytes = ByteWriter.littleEndian();
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.int8((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return bytes.int8((int) rest).toBytes();
  }
}
