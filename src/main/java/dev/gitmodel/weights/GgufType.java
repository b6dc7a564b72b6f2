package dev.gitmodel.weights;

/** The metadata value types of GGUF, in the order of their numbers, with their bytes if fixed. */
enum GgufType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  FLOAT32(4),
  BOOL(1),
  STRING(0),
  ARRAY(0),
  UINT64(8),
  INT64(8),
  FLOAT64(8);

  private static final GgufType[] BY_NUMBER = values();

  private final int bytes;

  GgufType(int bytes) {
    this.bytes = bytes;
  }

  static GgufType numbered(int number) throws UnparsedException {
    if (number < 0 || number >= BY_NUMBER.length) {
      throw new UnparsedException(
          "a metadata value has the unknown type " + Integer.toUnsignedString(number));
    }
    return BY_NUMBER[number];
  }

  /** The bytes of one value, 0 for strings and arrays. */
  int bytes() {
    return bytes;
  }
}
