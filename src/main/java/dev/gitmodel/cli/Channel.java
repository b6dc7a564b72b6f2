package dev.gitmodel.cli;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One output stream as UTF-8 that, unlike a PrintStream, does not swallow failures. */
final class Channel {
  private static final int LONGEST_ANSWER = 1024;

  private final OutputStream stream;

  Channel(OutputStream stream) {
    this.stream = new BufferedOutputStream(stream, 1 << 14);
  }

  /** Nobody reads any more, or the disk behind the stream is full. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed(IOException cause) {
      super(cause.toString(), cause);
    }
  }

  void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  void write(byte[] text) {
    try {
      stream.write(text);
    } catch (IOException e) {
      throw new Closed(e);
    }
  }

  void flush() {
    try {
      stream.flush();
    } catch (IOException e) {
      throw new Closed(e);
    }
  }

  /** A line without its end; empty at the end of input. */
  static String readLine(InputStream in) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0 && b != '\n' && line.size() < LONGEST_ANSWER; b = in.read()) {
        line.write(b);
      }
    } catch (IOException e) {
      throw new Closed(e);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
