package dev.gitmodel.lfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads Git's pkt-lines: four hex digits of length, which count themselves, and the payload; {@code
 * 0000} ends a message and {@code 0001} divides it.
 *
 * <p>A payload is read together with the length behind it, in one go into the caller's own buffer:
 * every message ends in {@code 0000}, so there is always one, and nothing beyond the message is
 * ever waited for.
 */
final class PktReader {
  /** How much more room than it asks for a caller of {@link #data} gives. */
  static final int SLACK = 4;

  private static final int HEADER = 4;
  private static final int LARGEST = 65520;

  private final InputStream in;
  private final byte[] header = new byte[HEADER];
  private int headerCount;
  private int left;
  private boolean packet;
  private boolean ended = true;

  PktReader(InputStream in) {
    this.in = in;
  }

  /** What comes next. */
  enum Kind {
    /** A payload, to be had by {@link #text} or {@link #data}. */
    PACKET,
    /** The mark within a message. */
    DELIMITER,
    /** The end of a message. */
    FLUSH,
    /** The end of the stream, which may come between two messages only. */
    END
  }

  /** The next packet or mark; what is left of the packet before it is passed over. */
  Kind next() throws IOException {
    pass();
    while (headerCount < HEADER) {
      int count = in.read(header, headerCount, HEADER - headerCount);
      if (count < 0) {
        if (headerCount == 0 && ended) {
          return Kind.END;
        }
        throw new Garbage("the other side went away in the middle of a message");
      }
      headerCount += count;
    }
    headerCount = 0;
    return begin(length());
  }

  private Kind begin(int length) throws Garbage {
    ended = length == 0;
    packet = length >= HEADER;
    if (length == 0) {
      return Kind.FLUSH;
    }
    if (length == 1) {
      return Kind.DELIMITER;
    }
    if (length < HEADER || length > LARGEST) {
      throw new Garbage("a packet can't be " + length + " bytes long");
    }
    left = length - HEADER;
    return Kind.PACKET;
  }

  /** True where what came last was a packet. */
  boolean inPacket() {
    return packet;
  }

  /** True until the end of the message has come. */
  boolean inMessage() {
    return !ended;
  }

  private int length() throws Garbage {
    int length = 0;
    for (byte digit : header) {
      int value = Character.digit(digit, 16);
      if (digit < 0 || value < 0) {
        throw new Garbage("a packet begins with its length in hex, not with this");
      }
      length = length * 16 + value;
    }
    return length;
  }

  /** The payload as one line, without its end. */
  String text() throws IOException {
    byte[] bytes = new byte[left + SLACK];
    int length = left;
    for (int at = 0; at < length; ) {
      at += payload(bytes, at, length - at);
    }
    int end = length > 0 && bytes[length - 1] == '\n' ? length - 1 : length;
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /**
   * The next bytes of the data that the message ends with, wherever its packets begin; at most
   * {@code most}, with {@link #SLACK} more to scribble on behind them; -1 at its end.
   */
  int data(byte[] into, int at, int most) throws IOException {
    while (left == 0) {
      if (ended) {
        return -1;
      }
      // A packet may be empty, and says nothing then.
      if (next() == Kind.DELIMITER) {
        throw new Garbage("data ends with 0000 and not with 0001");
      }
    }
    return payload(into, at, most);
  }

  /** Passes over what is left of the message. */
  void skip() throws IOException {
    while (!ended) {
      next();
    }
  }

  private void pass() throws IOException {
    if (left > 0) {
      byte[] nobody = new byte[left + SLACK];
      while (left > 0) {
        payload(nobody, 0, left);
      }
    }
  }

  private int payload(byte[] into, int at, int most) throws IOException {
    int wanted = Math.min(left, most);
    int count = in.read(into, at, wanted == left ? wanted + HEADER : wanted);
    if (count < 0) {
      throw new Garbage("the other side went away in the middle of a packet");
    }
    int mine = Math.min(count, wanted);
    left -= mine;
    headerCount = count - mine;
    System.arraycopy(into, at + mine, header, 0, headerCount);
    return mine;
  }
}
