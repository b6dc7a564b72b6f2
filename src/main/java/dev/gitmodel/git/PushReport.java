package dev.gitmodel.git;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of each ref of a push, from the lines of {@code git push --porcelain}. */
final class PushReport {
  private final Map<String, String> refused = new HashMap<>();
  private final List<String> moved = new ArrayList<>();

  /** Takes a line; others than those of refs are passed over. */
  void line(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length < 3 || parts[0].length() != 1) {
      return;
    }
    String ref = parts[1].substring(parts[1].lastIndexOf(':') + 1);
    switch (parts[0].charAt(0)) {
      case '!' -> refused.put(ref, reason(parts[2]));
      case ' ', '+', '-', '*', 't', '=' -> moved.add(ref);
      default -> {}
    }
  }

  /** {@code [remote rejected] (why)}, without what is around it. */
  private static String reason(String summary) {
    int open = summary.indexOf('(');
    int close = summary.lastIndexOf(')');
    return open >= 0 && close > open ? summary.substring(open + 1, close) : summary;
  }

  /** By ref, why it was not moved. */
  Map<String, String> refused() {
    return refused;
  }

  /** The refs that are where they were pushed to. */
  List<String> moved() {
    return moved;
  }
}
