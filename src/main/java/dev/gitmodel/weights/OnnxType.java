package dev.gitmodel.weights;

/** The element types of ONNX 1.23 in the order of their numbers, with the bits of an element. */
enum OnnxType {
  UNDEFINED(0),
  FLOAT(32),
  UINT8(8),
  INT8(8),
  UINT16(16),
  INT16(16),
  INT32(32),
  INT64(64),
  STRING(0),
  BOOL(8),
  FLOAT16(16),
  DOUBLE(64),
  UINT32(32),
  UINT64(64),
  COMPLEX64(64),
  COMPLEX128(128),
  BFLOAT16(16),
  FLOAT8E4M3FN(8),
  FLOAT8E4M3FNUZ(8),
  FLOAT8E5M2(8),
  FLOAT8E5M2FNUZ(8),
  UINT4(4),
  INT4(4),
  FLOAT4E2M1(4),
  FLOAT8E8M0(8),
  UINT2(2),
  INT2(2),
  FLOAT6E2M3(6),
  FLOAT6E3M2(6);

  private static final OnnxType[] BY_NUMBER = values();

  private final int bits;

  OnnxType(int bits) {
    this.bits = bits;
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
}
