package dev.gitmodel.git;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The lines of {@code packed-refs}; what is none of them is an exception. */
final class PackedLines {
  private static final int ID = 40;

  private final byte[] bytes;
  private final Charset names;
  private int at;
  private long count;

  PackedLines(byte[] bytes, Charset names) {
    this.bytes = bytes;
    this.names = names;
  }

  /** How many lines were begun. */
  long count() {
    return count;
  }

  SortedMap<String, RefEntry> refs() {
    List<Map.Entry<String, RefEntry>> refs = new ArrayList<>();
    while (at < bytes.length) {
      int start = begin();
      if (bytes[start] == '^') {
        throw new IndexOutOfBoundsException("behind no ref");
      }
      if (bytes[start] != '#') {
        int end = end(start);
        requireId(start, end);
        if (start + ID >= end) {
          throw new IndexOutOfBoundsException("no name");
        }
        String name = new String(bytes, start + ID + 1, end - start - ID - 1, names);
        refs.add(Map.entry(name, entry(start)));
      }
    }
    return InOrder.tree(refs);
  }

  /** With what the line behind that of a tag says. */
  private RefEntry entry(int id) {
    if (at >= bytes.length || bytes[at] != '^') {
      return RefEntry.in(bytes, id);
    }
    int start = begin() + 1;
    int end = end(start);
    if (end - start != ID) {
      throw new IndexOutOfBoundsException("more than an id");
    }
    requireId(start, end);
    return RefEntry.in(bytes, id, start);
  }

  /** Begins a line, and goes to the next. */
  private int begin() {
    int start = at;
    count++;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    at++;
    return start;
  }

  private int end(int start) {
    return Math.max(start, at - 1);
  }

  /** Read only when it is asked for; but what is no id is found now. */
  private void requireId(int start, int end) {
    for (int i = start; i < start + ID; i++) {
      byte c = i < end ? bytes[i] : 0;
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        throw new IndexOutOfBoundsException("no id");
      }
    }
  }
}
