package dev.gitmodel.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A cache of lines {@code <key> <value>\n}, the last of a key winning. Two files, a large one and a
 * small one of what came since, so adding a line does not rewrite everything; each is replaced by
 * rename, so writers can lose each other's lines but never break them. Never the only copy of
 * anything: a file that can't be read or written is as good as none.
 */
final class IndexFile {
  private static final String HEAD = "git-model index 1\n";
  private static final int MERGE_AT = 4;

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

  private void load() {
    if (!loaded) {
      loaded = true;
      baseBytes = read(base);
      recentBytes = read(recent);
      scan(baseBytes);
      scan(recentBytes);
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
        replace(base, join(baseBytes, recentBytes, fresh));
        Files.deleteIfExists(recent);
      } else {
        replace(recent, join(recentBytes, fresh));
      }
    } catch (IOException readOnly) {
      return;
    }
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
