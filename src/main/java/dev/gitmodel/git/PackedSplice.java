package dev.gitmodel.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The file {@code packed-refs} with some refs changed, all other lines being copied as they are:
 * one pass over its bytes, however many refs it holds.
 */
final class PackedSplice {
  private static final int NAME_AT = 41;

  private final byte[] file;
  private final Iterator<Map.Entry<String, String>> edits;
  private final ByteArrayOutputStream out;
  private Optional<Map.Entry<String, String>> next;
  private int copied;

  private PackedSplice(byte[] file, SortedMap<String, String> edits) {
    this.file = file;
    this.edits = edits.entrySet().iterator();
    this.out = new ByteArrayOutputStream(file.length + 256 * edits.size());
    this.next = following();
  }

  private Optional<Map.Entry<String, String>> following() {
    return edits.hasNext() ? Optional.of(edits.next()) : Optional.empty();
  }

  /**
   * The new bytes: {@code edits} says the lines of each ref to change, none for one to remove, by
   * names of a character each byte. Empty where the file is not sorted and fully peeled.
   */
  static Optional<byte[]> apply(byte[] file, SortedMap<String, String> edits) {
    int first = lineEnd(file, 0);
    String header = new String(file, 0, first, StandardCharsets.ISO_8859_1);
    boolean usual =
        header.startsWith("# pack-refs with:")
            && header.contains(" fully-peeled ")
            && header.contains(" sorted ");
    PackedSplice splice = new PackedSplice(file, edits);
    return usual && splice.pass(first) ? Optional.of(splice.out.toByteArray()) : Optional.empty();
  }

  /** False where the lines are not in order. */
  private boolean pass(int first) {
    int before = -1;
    for (int at = first; at < file.length; ) {
      int end = lineEnd(file, at);
      while (end < file.length && file[end] == '^') {
        end = lineEnd(file, end);
      }
      if (before >= 0 && compare(before, at) >= 0) {
        return false;
      }
      before = at;
      while (next.isPresent() && compare(next.get().getKey(), at) < 0) {
        take(at, at);
      }
      if (next.isPresent() && compare(next.get().getKey(), at) == 0) {
        take(at, end);
      }
      at = end;
    }
    while (next.isPresent()) {
      take(file.length, file.length);
    }
    out.write(file, copied, file.length - copied);
    return true;
  }

  /** Puts the next edit in the place of the bytes between. */
  private void take(int from, int to) {
    out.write(file, copied, from - copied);
    out.writeBytes(next.orElseThrow().getValue().getBytes(StandardCharsets.ISO_8859_1));
    copied = to;
    next = following();
  }

  private static int lineEnd(byte[] file, int from) {
    int at = from;
    while (at < file.length && file[at] != '\n') {
      at++;
    }
    return Math.min(file.length, at + 1);
  }

  private int compare(int line, int other) {
    for (int i = NAME_AT; ; i++) {
      int a = at(line + i);
      int b = at(other + i);
      if (a != b || a == '\n') {
        return a - b;
      }
    }
  }

  private int compare(String name, int line) {
    for (int i = 0; i < name.length(); i++) {
      int b = at(line + NAME_AT + i);
      if (name.charAt(i) != b) {
        return name.charAt(i) - b;
      }
    }
    return at(line + NAME_AT + name.length()) == '\n' ? 0 : -1;
  }

  private int at(int index) {
    return index < file.length ? file[index] & 0xff : '\n';
  }
}
