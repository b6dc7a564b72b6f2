package dev.gitmodel.weights;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One message in protobuf wire format, walked field by field where it lies in the file: {@link
 * #next} moves to the next field, the accessors read it, and what is not asked for is stepped over.
 *
 * <p>A field is a varint {@code number << 3 | wire type} and a value: 0 a varint, 1 eight bytes, 2
 * a varint length and as many bytes, 5 four bytes. The withdrawn groups, 3 and 4, are refused.
 */
final class ProtoMessage {
  private static final int MAX_DEPTH = 100;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final FileBytes in;
  private final long end;
  private final int depth;
  private long following;
  private int field;
  private int wireType;
  private long value;
  private ByteRange payload = new ByteRange(0, 0);

  private ProtoMessage(FileBytes in, ByteRange where, int depth) {
    this.in = in;
    this.end = where.end();
    this.following = where.offset();
    this.depth = depth;
  }

  /** The whole file as one message. */
  static ProtoMessage of(FileBytes in) {
    return new ProtoMessage(in, new ByteRange(0, in.size()), 0);
  }

  /** Moves to the next field, or says that there is none. */
  boolean next() throws IOException, UnparsedException {
    in.seek(following);
    if (following == end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (tag >>> 32 != 0 || field == 0) {
      throw new UnparsedException("a field has the impossible number " + (tag >>> 3));
    }
    measure();
    return true;
  }

  int field() {
    return field;
  }

  /** Whether the field is a run of bytes: a message, a text, or packed numbers. */
  boolean isRun() {
    return wireType == LENGTH;
  }

  /** The value of a varint field. */
  long number() throws UnparsedException {
    require(VARINT);
    return value;
  }

  /** Where the bytes of a text, bytes, message or packed field lie. */
  ByteRange payload() throws UnparsedException {
    require(LENGTH);
    return payload;
  }

  /** The message in this field. */
  ProtoMessage message() throws UnparsedException {
    if (depth == MAX_DEPTH) {
      throw new UnparsedException("messages are nested more than " + MAX_DEPTH + " deep");
    }
    return new ProtoMessage(in, payload(), depth + 1);
  }

  /** The text in this field, or what stands for it if it is too long to keep or no text. */
  String text() throws IOException, UnparsedException {
    long length = payload().length();
    if (length > Notes.MAX_VALUE) {
      return Notes.tooLong(length);
    }
    Optional<String> text = textHere();
    return text.orElse("(not UTF-8, length " + length + ")");
  }

  /** The text in this field, which has to be one, and short. */
  String name() throws IOException, UnparsedException {
    if (payload().length() > TensorList.MAX_NAME) {
      throw new UnparsedException("a name has " + payload.length() + " bytes");
    }
    return textHere().orElseThrow(() -> new UnparsedException("a name is not UTF-8"));
  }

  /** Reads the varints packed in this field, at most so many. */
  long[] packed(int max) throws IOException, UnparsedException {
    in.seek(payload().offset());
    long[] numbers = new long[max];
    int count = 0;
    while (in.position() < payload.end()) {
      if (count == max) {
        throw new UnparsedException("a list has more than " + max + " numbers");
      }
      numbers[count++] = varint();
    }
    if (in.position() != payload.end()) {
      throw new UnparsedException("a packed list ends within a number");
    }
    return Arrays.copyOf(numbers, count);
  }

  private Optional<String> textHere() throws IOException, UnparsedException {
    in.seek(payload.offset());
    return in.text((int) payload.length());
  }

  private void measure() throws IOException, UnparsedException {
    switch (wireType) {
      case VARINT -> value = varint();
      case FIXED64 -> in.skip(Long.BYTES);
      case FIXED32 -> in.skip(Integer.BYTES);
      case LENGTH -> {
        long length = varint();
        if (length < 0 || length > end - in.position()) {
          throw new UnparsedException(
              "field %d claims %s bytes, its message has %d left"
                  .formatted(field, Long.toUnsignedString(length), end - in.position()));
        }
        payload = new ByteRange(in.position(), length);
        in.skip(length);
      }
      default -> throw new UnparsedException("field " + field + " has wire type " + wireType);
    }
    following = in.position();
    if (following > end) {
      throw new UnparsedException("field " + field + " goes on after its message");
    }
  }

  /** Seven bits a byte, lowest first, the top bit set while more follow; ten bytes at most. */
  private long varint() throws IOException, UnparsedException {
    long result = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.int8();
      result |= (next & 0x7fL) << shift;
      if (next >= 0) {
        if (shift == 63 && next > 1) {
          break;
        }
        return result;
      }
    }
    throw new UnparsedException("a varint does not fit 64 bits");
  }

  private void require(int expected) throws UnparsedException {
    if (wireType != expected) {
      throw new UnparsedException(
          "field %d has wire type %d, not %d".formatted(field, wireType, expected));
    }
  }
}
