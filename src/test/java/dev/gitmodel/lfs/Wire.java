package dev.gitmodel.lfs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pkt-lines written and read byte by byte, by nothing of the code under test. */
final class Wire {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** One whole message of lines. */
  Wire say(String... lines) {
    return lines(lines).flush();
  }

  Wire lines(String... lines) {
    for (String line : lines) {
      packet((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  Wire packet(byte[] payload) {
    raw(String.format(Locale.ROOT, "%04x", payload.length + 4));
    bytes.writeBytes(payload);
    return this;
  }

  Wire delimiter() {
    return raw("0001");
  }

  Wire flush() {
    return raw("0000");
  }

  /** The object that has these bytes, in packets of that size. */
  Wire put(byte[] object, int packet) {
    return put(dev.gitmodel.model.Digest.of(object).hex(), object, packet);
  }

  /** These bytes under that name. */
  Wire put(String oid, byte[] object, int packet) {
    lines("put-object " + oid, "size=" + object.length).delimiter();
    for (int at = 0; at < object.length; at += packet) {
      packet(java.util.Arrays.copyOfRange(object, at, Math.min(object.length, at + packet)));
    }
    return flush();
  }

  Wire raw(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  ByteArrayInputStream stream() {
    return new ByteArrayInputStream(bytes());
  }

  /** The messages in {@code answer}: lines joined by a blank, the delimiter as a bar. */
  static List<String> messages(byte[] answer) {
    List<String> messages = new ArrayList<>();
    List<String> message = new ArrayList<>();
    for (int at = 0; at < answer.length; ) {
      int length = Integer.parseInt(new String(answer, at, 4, StandardCharsets.US_ASCII), 16);
      if (length == 0) {
        messages.add(String.join(" ", message));
        message.clear();
      } else if (length == 1) {
        message.add("|");
      } else {
        message.add(new String(answer, at + 4, length - 4, StandardCharsets.UTF_8).stripTrailing());
      }
      at += Math.max(4, length);
    }
    return messages;
  }
}
