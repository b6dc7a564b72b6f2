package dev.gitmodel.lfs;

import dev.gitmodel.store.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Writes Git's pkt-lines, gathered in one buffer until a message ends or the buffer is full. */
final class PktWriter {
  private static final int HEADER = 4;
  private static final int MOST = 65516;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final byte[] buffer = new byte[4 * (HEADER + MOST)];
  private int used;

  PktWriter(OutputStream out) {
    this.out = out;
  }

  /** A line of text; the caller's own, so it is short enough. */
  void line(String text) throws IOException {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MOST) {
      throw new IllegalArgumentException("a line of " + bytes.length + " bytes fits in no packet");
    }
    room(HEADER + bytes.length);
    header(HEADER + bytes.length);
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  /** The mark within a message. */
  void delimiter() throws IOException {
    room(HEADER);
    header(1);
  }

  /** The end of a message; with it all of it is sent. */
  void flush() throws IOException {
    room(HEADER);
    header(0);
    drain();
    out.flush();
  }

  /** The first {@code size} bytes of the file, as data. */
  void data(FileChannel from, long size, Progress progress) throws IOException {
    long at = 0;
    while (at < size) {
      if (buffer.length - used < HEADER + MOST) {
        drain();
      }
      int most = (int) Math.min(MOST, size - at);
      int count = from.read(ByteBuffer.wrap(buffer, used + HEADER, most), at);
      if (count <= 0) {
        throw new EOFException("the file was cut while it was read");
      }
      header(HEADER + count);
      used += count;
      at += count;
      progress.advance(count);
    }
  }

  private void header(int length) {
    for (int shift = 12; shift >= 0; shift -= 4) {
      buffer[used++] = HEX[length >> shift & 15];
    }
  }

  private void room(int count) throws IOException {
    if (buffer.length - used < count) {
      drain();
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }
}
