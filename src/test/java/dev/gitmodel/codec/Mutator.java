package dev.gitmodel.codec;

import java.util.List;
import java.util.Random;

/** Damages texts in the ways that files get damaged, the same way for the same seed. */
final class Mutator {
  private static final List<String> TOKENS =
      List.of(
          "\n",
          "\n  ",
          "\t",
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          ",",
          "\"",
          "'",
          "|",
          ">",
          "&a ",
          "*a",
          "!!str ",
          "? ",
          "#",
          "%",
          "---\n",
          "...\n",
          "~",
          "null",
          "\\",
          "\u0000",
          "\uFEFF",
          "\u0085",
          "\u2028",
          "😀",
          "\r",
          "1e999",
          "0x",
          "-",
          "<<: ",
          "\"\\uD800\"",
          "\\U0FFFFFFF",
          "true");

  private final Random random;

  Mutator(long seed) {
    random = new Random(seed);
  }

  String mutated(String text) {
    StringBuilder out = new StringBuilder(text);
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      mutate(out);
    }
    return out.toString();
  }

  private void mutate(StringBuilder out) {
    int at = random.nextInt(out.length() + 1);
    int end = Math.min(out.length(), at + random.nextInt(20));
    String piece = out.substring(at, end);
    switch (random.nextInt(5)) {
      case 0 -> out.delete(at, end);
      case 1 -> out.insert(random.nextInt(out.length() + 1), piece);
      case 2 -> out.setLength(at);
      default -> out.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
    }
  }

  byte[] flipped(byte[] bytes) {
    byte[] damaged = bytes.clone();
    for (int i = 0; i <= random.nextInt(3) && damaged.length > 0; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
