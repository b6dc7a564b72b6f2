package dev.gitmodel.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Trees of every shape, the same for the same seed. */
final class AnyTree {
  private static final String CHARACTERS =
      "ab01 ._-:#,[]{}&*!|>'\"%@`\\/\n\t\r?=~<+é\u0085\u00a0\u2028\u202e\u0007\u007f\ufffe";
  private static final List<String> TRICKY =
      List.of(
          "",
          "no",
          "null",
          "~",
          "1.0",
          "012",
          "0x1F",
          "1:30",
          "true",
          "two\nlines",
          "two\nlines\n",
          "\n",
          "\nx",
          " x\ny",
          "x \ny",
          "x\n\n\ny",
          "x\n\n",
          "x\ny ",
          "- a\n- b",
          "a: b\nc: d\n",
          "# x\n",
          "---\n",
          "...\n",
          "<<",
          "=",
          "2024-01-01",
          "😀\n😀",
          "x\n  y\n z\n",
          "acme/x@1.0.0",
          "sha256:ab",
          "a\n\tb",
          "k".repeat(2000),
          "\u0000".repeat(300));

  private AnyTree() {}

  static Map<String, Object> map(Random random, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(text(random), value(random, depth - 1));
    }
    return map;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
      case 2 -> random.nextBoolean();
      case 6 -> map(random, depth);
      case 7 -> list(random, depth);
      default -> text(random);
    };
  }

  private static List<Object> list(Random random, int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(random, depth - 1));
    }
    return list;
  }

  static String text(Random random) {
    if (random.nextBoolean()) {
      return TRICKY.get(random.nextInt(TRICKY.size()));
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
