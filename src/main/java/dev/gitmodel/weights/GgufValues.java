package dev.gitmodel.weights;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads GGUF metadata values as text; long arrays and texts are stepped over and described. */
final class GgufValues {
  private static final int MAX_SHOWN = 16;
  private static final int MAX_SHOWN_TEXT = 256;
  private static final int MAX_DEPTH = 8;

  private final FileBytes in;

  GgufValues(FileBytes in) {
    this.in = in;
  }

  /** The value of the given type at the cursor, which moves past it. */
  String read(GgufType type) throws IOException, UnparsedException {
    return switch (type) {
      case STRING -> text(Notes.MAX_VALUE);
      case ARRAY -> array();
      default -> number(type);
    };
  }

  /** A length-prefixed text that has to be kept: a key or a name. */
  String name(int max) throws IOException, UnparsedException {
    long length = in.int64();
    if (length <= 0 || length > max) {
      throw new UnparsedException("a key or name has " + Long.toUnsignedString(length) + " bytes");
    }
    return in.text((int) length)
        .orElseThrow(() -> new UnparsedException("a key or name is not UTF-8"));
  }

  private String number(GgufType type) throws IOException, UnparsedException {
    return switch (type) {
      case UINT8 -> Integer.toString(Byte.toUnsignedInt(in.int8()));
      case INT8 -> Byte.toString(in.int8());
      case UINT16 -> Integer.toString(Short.toUnsignedInt(in.int16()));
      case INT16 -> Short.toString(in.int16());
      case UINT32 -> Integer.toUnsignedString(in.int32());
      case INT32 -> Integer.toString(in.int32());
      case UINT64 -> Long.toUnsignedString(in.int64());
      case INT64 -> Long.toString(in.int64());
      case FLOAT32 -> Float.toString(Float.intBitsToFloat(in.int32()));
      case FLOAT64 -> Double.toString(Double.longBitsToDouble(in.int64()));
      case BOOL -> bool();
      case STRING, ARRAY -> throw new IllegalArgumentException(type + " is no number");
    };
  }

  private String bool() throws IOException, UnparsedException {
    byte value = in.int8();
    if (value != 0 && value != 1) {
      throw new UnparsedException("a bool is neither 0 nor 1");
    }
    return Boolean.toString(value == 1);
  }

  private String text(int max) throws IOException, UnparsedException {
    long length = in.int64();
    if (length < 0 || length > max) {
      in.skip(length);
      return Notes.tooLong(length);
    }
    Optional<String> text = in.text((int) length);
    return text.orElse("(not UTF-8, length " + length + ")");
  }

  private String array() throws IOException, UnparsedException {
    GgufType type = GgufType.numbered(in.int32());
    long count = in.int64();
    if (count < 0 || count > MAX_SHOWN || type == GgufType.ARRAY) {
      skip(type, count, 1);
      return "(%s %s values)".formatted(count, type.name().toLowerCase(Locale.ROOT));
    }
    StringJoiner shown = new StringJoiner(", ", "[", "]");
    for (long i = 0; i < count; i++) {
      shown.add(type == GgufType.STRING ? text(MAX_SHOWN_TEXT) : number(type));
    }
    return shown.toString();
  }

  private void skip(GgufType type, long count, int depth) throws IOException, UnparsedException {
    if (count < 0) {
      throw new UnparsedException("an array has " + Long.toUnsignedString(count) + " values");
    }
    if (depth > MAX_DEPTH) {
      throw new UnparsedException("arrays are nested more than " + MAX_DEPTH + " deep");
    }
    if (type.bytes() > 0) {
      in.skip(Exact.multiply(count, type.bytes()));
      return;
    }
    for (long i = 0; i < count; i++) {
      if (type == GgufType.STRING) {
        in.skip(in.int64());
      } else {
        skip(GgufType.numbered(in.int32()), in.int64(), depth + 1);
      }
    }
  }
}
