package dev.gitmodel.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A cursor over a file that never holds more than a small buffer of it, steps over bytes without
 * reading them, and gives up on a file that makes it read more than {@link #MAX_READ} bytes.
 */
final class FileBytes {
  /** Real files stay far below, as vocabularies, weights and attributes are stepped over. */
  static final long MAX_READ = 128L << 20;

  private static final int BUFFER = 8192;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private long bufferStart;
  private long read;

  /** Starts at the first byte, little-endian. */
  FileBytes(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  void order(ByteOrder order) {
    buffer.order(order);
  }

  long size() {
    return size;
  }

  long position() {
    return bufferStart + buffer.position();
  }

  long remaining() {
    return size - position();
  }

  /** Moves anywhere within the file. */
  void seek(long to) throws UnparsedException {
    if (to < 0 || to > size) {
      throw cutOff();
    }
    long within = to - bufferStart;
    if (within >= 0 && within <= buffer.limit()) {
      buffer.position((int) within);
    } else {
      bufferStart = to;
      buffer.limit(0);
    }
  }

  /** Steps over so many bytes; a negative count is one past 2^63, which no file has. */
  void skip(long count) throws UnparsedException {
    if (count < 0 || count > remaining()) {
      throw cutOff();
    }
    seek(position() + count);
  }

  byte int8() throws IOException, UnparsedException {
    need(Byte.BYTES);
    return buffer.get();
  }

  short int16() throws IOException, UnparsedException {
    need(Short.BYTES);
    return buffer.getShort();
  }

  int int32() throws IOException, UnparsedException {
    need(Integer.BYTES);
    return buffer.getInt();
  }

  long int64() throws IOException, UnparsedException {
    need(Long.BYTES);
    return buffer.getLong();
  }

  /** The next bytes as text, or empty if they are not UTF-8; the caller bounds the length. */
  Optional<String> text(int length) throws IOException, UnparsedException {
    if (length > remaining()) {
      throw cutOff();
    }
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      need(1);
      int part = Math.min(length - done, buffer.remaining());
      count(part - 1L);
      buffer.get(bytes, done, part);
      done += part;
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether the file starts with these bytes; leaves the cursor at the start. */
  boolean startsWith(byte[] prefix) throws IOException, UnparsedException {
    seek(0);
    boolean same = size >= prefix.length;
    for (int i = 0; same && i < prefix.length; i++) {
      same = int8() == prefix[i];
    }
    seek(0);
    return same;
  }

  /** The next bytes as a stream, which ends early if the file does. */
  InputStream stream(long length) {
    return new Slice(position() + length);
  }

  private void need(int count) throws IOException, UnparsedException {
    count(count);
    if (buffer.remaining() < count && !fill(count)) {
      throw cutOff();
    }
  }

  private void count(long bytes) throws UnparsedException {
    read += bytes;
    if (read > MAX_READ) {
      throw new UnparsedException("it describes itself in more than " + MAX_READ + " bytes");
    }
  }

  private boolean fill(int count) throws IOException {
    bufferStart = position();
    buffer.compact();
    int got = 0;
    while (buffer.position() < count && got >= 0) {
      got = channel.read(buffer, bufferStart + buffer.position());
    }
    buffer.flip();
    return buffer.remaining() >= count;
  }

  private static UnparsedException cutOff() {
    return new UnparsedException("the file is cut off, or a length in it is wrong");
  }

  /** Ends where its part of the file ends, and closing it leaves the file open. */
  private final class Slice extends InputStream {
    private final long end;

    Slice(long end) {
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      long left = end - position();
      if (left <= 0 || (!buffer.hasRemaining() && !fill(1))) {
        return -1;
      }
      int part = (int) Math.min(Math.min(length, left), buffer.remaining());
      buffer.get(target, offset, part);
      return part;
    }
  }
}
