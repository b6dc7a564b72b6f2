package dev.gitmodel.git;

import dev.gitmodel.model.Revision;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Writes what a {@link Slice} reads. */
final class SliceWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  SliceWriter u8(int value) {
    out.write(value);
    return this;
  }

  SliceWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  SliceWriter i32(int value) {
    return u16(value >>> 16).u16(value);
  }

  SliceWriter i64(long value) {
    return i32((int) (value >>> 32)).i32((int) value);
  }

  SliceWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  SliceWriter hex(String hex) {
    return bytes(HexFormat.of().parseHex(hex));
  }

  SliceWriter id(Revision id) {
    return hex(id.hex());
  }

  SliceWriter text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return i32(bytes.length).bytes(bytes);
  }

  SliceWriter optional(Optional<String> text) {
    u8(text.isPresent() ? 1 : 0);
    text.ifPresent(this::text);
    return this;
  }

  byte[] done() {
    return out.toByteArray();
  }
}
