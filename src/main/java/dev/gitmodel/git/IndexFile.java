package dev.gitmodel.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A cache of lines {@code <key> <value>\n}, the last of a key winning. Two files, a large one and a
 * small one of what came since, so adding a line does not rewrite everything; each is replaced by
 * rename, and the small one names the large one it goes with: so writers can lose each other's
 * lines but never break or mix them. Each begins with the checksum of the rest. Never the only copy
 * of anything: a file that can't be read or written is as good as none.
 */
final class IndexFile {
  private static final String HEAD = "git-model index 4 ";
  private static final int HEAD_LENGTH = HEAD.length() + 9;
  private static final int MERGE_AT = 4;
  // A key that no other begins with: which large file this is, or goes with.
  private static final String PAIR = "=";

  private final Path base;
  private final Path recent;
  private final Map<String, Span> lines = new HashMap<>();
  private byte[] baseBytes = new byte[0];
  private byte[] recentBytes = new byte[0];
  private final StringBuilder added = new StringBuilder();
  private boolean loaded;
  // What this one lies over, for answers that are not to be kept.
  private final Optional<IndexFile> below;

  /** Where a line's value stands in the bytes of its file. */
  private static final class Span {
    private final byte[] bytes;
    private final int start;
    private final int end;

    Span(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
    }

    String text() {
      return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
  }

  IndexFile(Path file) {
    this(file, Optional.empty());
  }

  private IndexFile(Path file, Optional<IndexFile> below) {
    this.below = below;
    this.base = file;
    this.recent = file.resolveSibling(file.getFileName() + ".recent");
  }

  /** A sheet over this one: it answers the same, and what is put on it is never written. */
  IndexFile overlaid() {
    return new IndexFile(base, Optional.of(this));
  }

  /** The value of {@code key}: found without parsing any other. */
  Optional<String> get(String key) {
    load();
    Optional<String> own = Optional.ofNullable(lines.get(key)).map(Span::text);
    return own.or(() -> below.flatMap(under -> under.get(key)));
  }

  /** Sets a key; written by {@link #save}. The value is one line. */
  void put(String key, String value) {
    load();
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    lines.put(key, new Span(bytes, 0, bytes.length));
    added.append(key).append(' ').append(value).append('\n');
  }

  /** A text of several lines that {@link #putText} kept. */
  Optional<String> text(String key) {
    return get(key).map(line -> line.replace('\0', '\n'));
  }

  /** Sets a key to a text of any number of lines. */
  void putText(String key, String text) {
    put(key, text.replace('\0', '\uFFFD').replace('\n', '\0'));
  }

  /** Every key that is there. */
  Set<String> keys() {
    load();
    Set<String> keys = new HashSet<>(lines.keySet());
    below.ifPresent(under -> keys.addAll(under.keys()));
    return keys;
  }

  private void load() {
    if (!loaded && below.isEmpty()) {
      loaded = true;
      baseBytes = read(base);
      recentBytes = read(recent);
      scan(baseBytes);
      Optional<String> pair = Optional.ofNullable(lines.remove(PAIR)).map(Span::text);
      scan(recentBytes);
      if (!pair.equals(Optional.ofNullable(lines.get(PAIR)).map(Span::text))) {
        // Another process has replaced the large file since the small one was written.
        recentBytes = new byte[0];
        lines.clear();
        scan(baseBytes);
      }
    }
  }

  private static byte[] read(Path file) {
    try {
      byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
      boolean ours =
          bytes.length >= HEAD_LENGTH
              && Arrays.equals(head(bytes), 0, HEAD_LENGTH, bytes, 0, HEAD_LENGTH);
      return ours ? bytes : new byte[0];
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  /** What a file with these bytes behind its head begins with. */
  private static byte[] head(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes, HEAD_LENGTH, bytes.length - HEAD_LENGTH);
    String hex = Long.toHexString(sum.getValue() | 1L << 32).substring(1);
    return (HEAD + hex + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private void scan(byte[] bytes) {
    int start = HEAD_LENGTH;
    int blank = -1;
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (blank > start) {
          String key = new String(bytes, start, blank - start, StandardCharsets.UTF_8);
          lines.put(key, new Span(bytes, blank + 1, i));
        }
        start = i + 1;
        blank = -1;
      } else if (bytes[i] == ' ' && blank < 0) {
        blank = i;
      }
    }
  }

  /** Removes the files. */
  void drop() {
    lines.clear();
    added.setLength(0);
    try {
      Files.deleteIfExists(base);
      Files.deleteIfExists(recent);
    } catch (IOException readOnly) {
      return;
    }
  }

  /** Writes what was put since; quietly does nothing where it can't. */
  void save() {
    if (added.isEmpty() || below.isPresent()) {
      return;
    }
    byte[] fresh = added.toString().getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(base.toAbsolutePath().getParent());
      if ((recentBytes.length + (long) fresh.length) * MERGE_AT > baseBytes.length + 65_536L) {
        byte[] pair = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        Span mark = new Span(pair, 0, pair.length);
        baseBytes = replace(base, join(baseBytes, recentBytes, fresh, pairLine(Optional.of(mark))));
        recentBytes = new byte[0];
        lines.put(PAIR, mark);
        Files.deleteIfExists(recent);
      } else {
        recentBytes =
            replace(
                recent, join(recentBytes, pairLine(Optional.ofNullable(lines.get(PAIR))), fresh));
      }
      added.setLength(0);
    } catch (IOException readOnly) {
      return;
    }
  }

  private static byte[] pairLine(Optional<Span> pair) {
    return pair.map(p -> PAIR + " " + p.text() + "\n").orElse("").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    byte[] none = new byte[HEAD_LENGTH];
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(none);
    byte[] mark = HEAD.getBytes(StandardCharsets.US_ASCII);
    for (byte[] part : parts) {
      boolean whole =
          part.length >= HEAD_LENGTH && Arrays.equals(mark, 0, mark.length, part, 0, mark.length);
      int start = whole ? HEAD_LENGTH : 0;
      joined.write(part, start, part.length - start);
    }
    byte[] bytes = joined.toByteArray();
    System.arraycopy(head(bytes), 0, bytes, 0, HEAD_LENGTH);
    return bytes;
  }

  private static byte[] replace(Path file, byte[] bytes) throws IOException {
    Path temp = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(temp, bytes);
      Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
      return bytes;
    } finally {
      Files.deleteIfExists(temp);
    }
  }
}
