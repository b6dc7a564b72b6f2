package dev.gitmodel.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Bytes that are to become part of a version. */
public sealed interface Content {
  /** Size in bytes. */
  long size();

  /** A text made for the version, as UTF-8. */
  record Text(String text) implements Content {
    /** The bytes of the file. */
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long size() {
      return bytes().length;
    }
  }

  /** A regular file, read once when it is stored; it must keep this size and time meanwhile. */
  record OnDisk(Path file, long size, long modifiedNanos) implements Content {}
}
