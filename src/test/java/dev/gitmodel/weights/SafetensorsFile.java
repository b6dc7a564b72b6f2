package dev.gitmodel.weights;

import java.nio.charset.StandardCharsets;

/** Writes safetensors files, right or wrong: any header before any amount of data. */
final class SafetensorsFile {
  private SafetensorsFile() {}

  static byte[] of(String header, int dataBytes) {
    return of(header.getBytes(StandardCharsets.UTF_8), dataBytes);
  }

  static byte[] of(byte[] header, int dataBytes) {
    return ByteWriter.littleEndian().int64(header.length).bytes(header).zeros(dataBytes).toBytes();
  }

  /** One member of the header. */
  static String tensor(String name, String dtype, String shape, long begin, long end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, dtype, shape, begin, end);
  }

  static String header(String... members) {
    return "{" + String.join(",", members) + "}";
  }
}
