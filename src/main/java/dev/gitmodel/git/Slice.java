package dev.gitmodel.git;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Revision;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A part of some bytes, read from its start on; reading past its end is an exception. */
final class Slice {
  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGEST = 32;

  private final byte[] bytes;
  private final int end;
  private int at;

  Slice(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.at = start;
    this.end = start + length;
  }

  Slice(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  boolean isEmpty() {
    return at == end;
  }

  int length() {
    return end - at;
  }

  int u8() {
    return bytes[advance(1)] & 0xff;
  }

  int u16() {
    int from = advance(2);
    return (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
  }

  int i32() {
    return u16() << 16 | u16();
  }

  long i64() {
    return (long) i32() << 32 | (i32() & 0xffffffffL);
  }

  /** The text of so many bytes. */
  String text(int length) {
    return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
  }

  /** A text behind its length. */
  String text() {
    return text(i32());
  }

  /** A text that may not be there. */
  Optional<String> optional() {
    return u8() == 0 ? Optional.empty() : Optional.of(text());
  }

  /** So many bytes as hex digits. */
  String hex(int length) {
    int from = advance(length);
    return HEX.formatHex(bytes, from, from + length);
  }

  Revision id() {
    return Revision.of(bytes, advance(RecordTable.KEY));
  }

  /** A SHA-256. */
  Digest digest() {
    return Digest.of(bytes, advance(DIGEST));
  }

  /**
   * Passes over at most so many entries, each a name behind its length of one byte, a kind of one
   * byte, and a value behind its length of two, to behind the name that is {@code wanted}; false
   * where none has it. All in one loop, because lists of many versions pass over very many.
   */
  boolean seek(int entries, byte[] wanted) {
    for (int left = entries; left > 0; left--) {
      int name = at + 1;
      int length = bytes[at] & 0xff;
      int value = name + length + 1;
      if (value + 2 > end) {
        throw new IndexOutOfBoundsException("a record ends before what it says");
      }
      if (length == wanted.length && Arrays.equals(bytes, name, name + length, wanted, 0, length)) {
        at = name + length;
        return true;
      }
      at = value + 2 + ((bytes[value] & 0xff) << 8 | (bytes[value + 1] & 0xff));
    }
    return false;
  }

  /** Passes over these bytes where they are next; false where others are. */
  boolean passes(byte[] expected) {
    int from = advance(expected.length);
    return Arrays.equals(bytes, from, at, expected, 0, expected.length);
  }

  void skip(int length) {
    advance(length);
  }

  private int advance(int length) {
    int from = at;
    if (length < 0 || length > end - from) {
      throw new IndexOutOfBoundsException("a record ends before what it says");
    }
    at = from + length;
    return from;
  }

  /** The next bytes, read by themselves. */
  Slice part(int length) {
    return new Slice(bytes, advance(length), length);
  }

  /** What is left, to be read without moving this one. */
  Slice again() {
    return new Slice(bytes, at, end - at);
  }

  byte[] rest() {
    return Arrays.copyOfRange(bytes, advance(end - at), end);
  }
}
