package dev.gitmodel.git;

import dev.gitmodel.git.RefTable.Entry;
import dev.gitmodel.model.Revision;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

  SortedMap<String, Entry> refs() {
    SortedMap<String, Entry> refs = new TreeMap<>();
    while (at < bytes.length) {
      int start = begin();
      if (bytes[start] == '^') {
        throw new IndexOutOfBoundsException("behind no ref");
      }
      if (bytes[start] != '#') {
        int end = end(start);
        Revision id = id(start, end);
        if (start + ID >= end) {
          throw new IndexOutOfBoundsException("no name");
        }
        String name = new String(bytes, start + ID + 1, end - start - ID - 1, names);
        refs.put(name, new Entry(id, peeled()));
      }
    }
    return refs;
  }

  /** What the line behind that of a tag says. */
  private Optional<Revision> peeled() {
    if (at >= bytes.length || bytes[at] != '^') {
      return Optional.empty();
    }
    int start = begin() + 1;
    int end = end(start);
    if (end - start != ID) {
      throw new IndexOutOfBoundsException("more than an id");
    }
    return Optional.of(id(start, end));
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

  private Revision id(int start, int end) {
    int length = Math.min(ID, end - start);
    return new Revision(new String(bytes, start, length, StandardCharsets.ISO_8859_1));
  }
}
