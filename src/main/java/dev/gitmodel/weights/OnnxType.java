package dev.gitmodel.weights;

/**
 * The element types of ONNX 1.23 in the order of their numbers, with the bits of an element and the
 * field of {@code TensorProto} that holds the elements if {@code raw_data} does not: 4 float_data,
 * 5 int32_data, 6 string_data, 7 int64_data, 10 double_data, 11 uint64_data.
 */
enum OnnxType {
  UNDEFINED(0, 0),
  FLOAT(32, 4),
  UINT8(8, 5),
  INT8(8, 5),
  UINT16(16, 5),
  INT16(16, 5),
  INT32(32, 5),
  INT64(64, 7),
  STRING(0, 6),
  BOOL(8, 5),
  FLOAT16(16, 5),
  DOUBLE(64, 10),
  UINT32(32, 11),
  UINT64(64, 11),
  COMPLEX64(64, 4),
  COMPLEX128(128, 10),
  BFLOAT16(16, 5),
  FLOAT8E4M3FN(8, 5),
  FLOAT8E4M3FNUZ(8, 5),
  FLOAT8E5M2(8, 5),
  FLOAT8E5M2FNUZ(8, 5),
  UINT4(4, 5),
  INT4(4, 5),
  FLOAT4E2M1(4, 5),
  FLOAT8E8M0(8, 5),
  UINT2(2, 5),
  INT2(2, 5),
  FLOAT6E2M3(6, 5),
  FLOAT6E3M2(6, 5);

  private static final OnnxType[] BY_NUMBER = values();

  private static final int RAW_DATA = 9;

  private final int bits;
  private final int field;

  OnnxType(int bits, int field) {
    this.bits = bits;
    this.field = field;
  }

  static OnnxType numbered(long number) throws UnparsedException {
    if (number <= 0 || number >= BY_NUMBER.length) {
      throw new UnparsedException("a tensor has no type, or the unknown type " + number);
    }
    return BY_NUMBER[(int) number];
  }

  /** The bits of an element among its like, 0 for strings. */
  int bits() {
    return bits;
  }

  /** Whether the elements may be in the field of that number. */
  boolean mayBeIn(int number) {
    return number == field || (number == RAW_DATA && bits > 0);
  }

  /** Whether elements in that field, if it is one run of bytes, lie there at their fixed width. */
  static boolean isFixedWidth(int number) {
    return number == 4 || number == RAW_DATA || number == 10;
  }
}
