package dev.gitmodel.weights;

import java.io.IOException;

/**
 * Reads safetensors: 8 bytes of little-endian header length, a JSON header that begins with a
 * brace, and the data, which the tensors cover without hole or overlap to the last byte.
 */
final class Safetensors {
  /** The limit of the reference implementation. */
  static final long MAX_HEADER = 100_000_000;

  private static final byte BRACE = '{';

  private Safetensors() {}

  /** Whether the first bytes can hardly be anything else. */
  static boolean looksLike(FileBytes in) throws IOException, UnparsedException {
    in.seek(0);
    if (in.size() < Long.BYTES + 2) {
      return false;
    }
    long length = in.int64();
    byte first = in.int8();
    byte second = in.int8();
    in.seek(0);
    return length >= 2
        && length <= Math.min(MAX_HEADER, in.size() - Long.BYTES)
        && first == BRACE
        && (second == '"' || second == '}');
  }

  static WeightsSummary read(FileBytes in) throws IOException, UnparsedException {
    if (in.size() < Long.BYTES) {
      throw new UnparsedException("the file is shorter than the 8 bytes of a header length");
    }
    long length = in.int64();
    if (length < 0 || length > MAX_HEADER) {
      throw new UnparsedException(
          "the header claims " + Long.toUnsignedString(length) + " bytes, the limit is 100000000");
    }
    if (length > in.remaining()) {
      throw new UnparsedException(
          "the header claims " + length + " bytes, the file has " + in.remaining() + " more");
    }
    long dataStart = Long.BYTES + length;
    if (length == 0 || in.int8() != BRACE) {
      throw new UnparsedException("the header does not begin with {");
    }
    in.seek(Long.BYTES);
    SafetensorsHeader header = SafetensorsHeader.parse(in.stream(length));
    return WeightsSummary.parsed(
        WeightsFormat.SAFETENSORS, laidOut(header, dataStart, in.size()), header.metadata());
  }

  private static TensorList laidOut(SafetensorsHeader header, long dataStart, long size)
      throws UnparsedException {
    TensorList tensors = new TensorList();
    long end = 0;
    for (SafetensorsEntry entry : header.entriesByPlace()) {
      tensors.add(entry.tensor(end, dataStart));
      end = entry.span().end();
    }
    if (end != size - dataStart) {
      throw new UnparsedException(
          "the tensors cover " + end + " bytes, the data has " + (size - dataStart));
    }
    return tensors;
  }
}
