package dev.gitmodel.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of what a program writes: however much it is, no more than so much is kept. */
record Tail(int most) {
  private static final int BUFFER = 8192;

  /** Reads to the end; where the stream breaks off, what was there until then. */
  String of(InputStream stream) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        kept.write(buffer, 0, n);
        if (kept.size() > 2L * most) {
          byte[] end = end(kept.toByteArray());
          kept.reset();
          kept.writeBytes(end);
        }
      }
    } catch (IOException killed) {
      // Its exit code says why.
    }
    return new String(end(kept.toByteArray()), StandardCharsets.UTF_8);
  }

  private byte[] end(byte[] all) {
    return Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
  }
}
