package dev.gitmodel.weights;

import java.util.SortedMap;
import java.util.TreeMap;

/** The metadata of one file as text: no key twice, and a bounded amount of it. */
final class Notes {
  /** Longer values are described, not kept; chat templates and the like fit. */
  static final int MAX_VALUE = 64 * 1024;

  static final int MAX_KEY = 64 * 1024;

  private static final int MAX_ENTRIES = 100_000;
  private static final long MAX_WEIGHT = 16L << 20;

  private final SortedMap<String, String> notes = new TreeMap<>();
  private long weight;

  /** Refuses a count that a header announces, before anything is read by it. */
  static void checkCount(long count) throws UnparsedException {
    if (count < 0 || count > MAX_ENTRIES) {
      throw new UnparsedException(
          Long.toUnsignedString(count) + " metadata entries, more than " + MAX_ENTRIES);
    }
  }

  void put(String key, String value) throws UnparsedException {
    if (key.length() > MAX_KEY) {
      throw new UnparsedException("a metadata key has " + key.length() + " characters");
    }
    String kept = value.length() > MAX_VALUE ? tooLong(value.length()) : value;
    if (notes.putIfAbsent(key, kept) != null) {
      throw new UnparsedException("metadata key '" + key + "' occurs twice");
    }
    checkCount(notes.size());
    weight += key.length() + kept.length();
    if (weight > MAX_WEIGHT) {
      throw new UnparsedException("the metadata is too long to keep");
    }
  }

  /** What stands for a text that is too long to keep. */
  static String tooLong(long length) {
    return "(text of length " + length + ")";
  }

  SortedMap<String, String> all() {
    return notes;
  }
}
