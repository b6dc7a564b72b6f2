package dev.gitmodel.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A cache of lines {@code <key> <value>\n}, the last of a key winning. Two files, a large one and a
 * small one of what came since, so adding a line does not rewrite everything; each is replaced by
 * rename, and the small one names the large one it goes with: so writers can lose each other's
 * lines but never break or mix them. Never the only copy of anything: a file that can't be read or
 * written is as good as none.
 */
final class IndexFile {
  private static final String HEAD = "git-model index 2\n";
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

    boolean sameAs(Span other) {
      return Arrays.equals(bytes, start, end, other.bytes, other.start, other.end);
    }
  }

  IndexFile(Path file) {
    this.base = file;
    this.recent = file.resolveSibling(file.getFileName() + ".recent");
  }

  /** The value of {@code key}: found without parsing any other. */
  Optional<String> get(String key) {
    load();
    return Optional.ofNullable(lines.get(key)).map(Span::text);
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
    return Set.copyOf(lines.keySet());
  }

  private void load() {
    if (!loaded) {
      loaded = true;
      baseBytes = read(base);
      recentBytes = read(recent);
      scan(baseBytes);
      Span pair = lines.get(PAIR);
      scan(recentBytes);
      Span other = lines.get(PAIR);
      if (other != null && (pair == null || !other.sameAs(pair))) {
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
          new String(bytes, 0, Math.min(bytes.length, HEAD.length()), StandardCharsets.UTF_8)
              .equals(HEAD);
      return ours && bytes[bytes.length - 1] == '\n' ? bytes : new byte[0];
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  private void scan(byte[] bytes) {
    int start = HEAD.length();
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
    if (added.isEmpty()) {
      return;
    }
    byte[] fresh = added.toString().getBytes(StandardCharsets.UTF_8);
    added.setLength(0);
    try {
      Files.createDirectories(base.toAbsolutePath().getParent());
      if ((recentBytes.length + (long) fresh.length) * MERGE_AT > baseBytes.length + 65_536L) {
        byte[] pair = (PAIR + " " + UUID.randomUUID() + "\n").getBytes(StandardCharsets.UTF_8);
        replace(base, join(baseBytes, recentBytes, fresh, pair));
        Files.deleteIfExists(recent);
      } else {
        replace(recent, join(recentBytes, pairLine(), fresh));
      }
    } catch (IOException readOnly) {
      return;
    }
  }

  private byte[] pairLine() {
    Span pair = lines.get(PAIR);
    return (pair == null ? "" : PAIR + " " + pair.text() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    StringBuilder text = new StringBuilder(HEAD);
    for (byte[] part : parts) {
      String lines = new String(part, StandardCharsets.UTF_8);
      text.append(lines.startsWith(HEAD) ? lines.substring(HEAD.length()) : lines);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path temp = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(temp, bytes);
      Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temp);
    }
  }
}
