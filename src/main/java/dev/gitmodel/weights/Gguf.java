package dev.gitmodel.weights;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads GGUF 2 and 3: the magic, the version, the number of tensors and of metadata entries, the
 * entries, the tensor infos, then the data from the next multiple of the alignment.
 *
 * <p>Nothing marks a big-endian file but a version that reads 2 or 3 when its bytes are swapped.
 */
final class Gguf {
  private static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);
  private static final String ALIGNMENT = "general.alignment";
  private static final int OLDEST = 2;
  private static final int NEWEST = 3;

  private final FileBytes in;
  private final GgufValues values;
  private final Notes metadata = new Notes();
  private int alignment = 32;

  private Gguf(FileBytes in) {
    this.in = in;
    this.values = new GgufValues(in);
  }

  /** Whether the file begins with the magic and a version there has been, in either byte order. */
  static boolean looksLike(FileBytes in) throws IOException, UnparsedException {
    if (!in.startsWith(MAGIC) || in.size() < MAGIC.length + Integer.BYTES) {
      return false;
    }
    in.skip(MAGIC.length);
    int version = in.int32();
    in.seek(0);
    return isVersion(version) || isVersion(Integer.reverseBytes(version));
  }

  static WeightsSummary read(FileBytes in) throws IOException, UnparsedException {
    if (!in.startsWith(MAGIC)) {
      throw new UnparsedException("the file does not begin with GGUF");
    }
    in.skip(MAGIC.length);
    return new Gguf(in).read();
  }

  private static boolean isVersion(int version) {
    return version >= 1 && version <= NEWEST;
  }

  private WeightsSummary read() throws IOException, UnparsedException {
    readVersion();
    long tensors = in.int64();
    long entries = in.int64();
    TensorList.checkCount(tensors);
    Notes.checkCount(entries);
    for (long i = 0; i < entries; i++) {
      readEntry();
    }
    GgufTensors infos = new GgufTensors(in, values);
    for (long i = 0; i < tensors; i++) {
      infos.readInfo(alignment);
    }
    return WeightsSummary.parsed(WeightsFormat.GGUF, infos.laidOut(alignment), metadata);
  }

  private void readVersion() throws IOException, UnparsedException {
    int version = in.int32();
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    if (!isVersion(version) && isVersion(Integer.reverseBytes(version))) {
      version = Integer.reverseBytes(version);
      order = ByteOrder.BIG_ENDIAN;
    }
    if (version < OLDEST || version > NEWEST) {
      throw new UnparsedException(
          "GGUF version " + Integer.toUnsignedString(version) + ", we read 2 and 3");
    }
    in.order(order);
    // Capitals, which no key of the format has, keep these two apart from the file's own.
    metadata.put("GGUF.version", Integer.toString(version));
    metadata.put("GGUF.byte_order", order == ByteOrder.BIG_ENDIAN ? "big" : "little");
  }

  private void readEntry() throws IOException, UnparsedException {
    String key = values.name(Notes.MAX_KEY);
    GgufType type = GgufType.numbered(in.int32());
    String value = values.read(type);
    metadata.put(key, value);
    if (key.equals(ALIGNMENT)) {
      alignment = checkedAlignment(type, value);
    }
  }

  private static int checkedAlignment(GgufType type, String value) throws UnparsedException {
    long number = type == GgufType.UINT32 ? Long.parseLong(value) : 0;
    if (number > Integer.MAX_VALUE || Long.bitCount(number) != 1) {
      throw new UnparsedException(
          ALIGNMENT + " is no uint32 that is a power of two below 2^31: " + value);
    }
    return (int) number;
  }
}
