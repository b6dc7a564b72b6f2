package dev.gitmodel.store;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The paths of a manifest's fields, each with a fingerprint of its value: to find the manifests
 * among very many that have another value, without their values.
 */
public final class ManifestPrint {
  private static final int PRINT = 16;

  // A field is its path behind its length of two bytes, then its print.
  private final byte[] bytes;

  private ManifestPrint(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The print of a manifest. */
  public static ManifestPrint of(Manifest manifest) {
    MessageDigest sha = Digest.sha256();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    manifest
        .flat()
        .forEach(
            (path, value) -> {
              byte[] name = path.getBytes(StandardCharsets.UTF_8);
              if (name.length > 0xffff) {
                // Cut, it would be another's: no manifest may be as large as to have it.
                throw new IllegalArgumentException("a path of " + name.length + " bytes");
              }
              out.write(name.length >>> 8);
              out.write(name.length);
              out.writeBytes(name);
              out.write(sha.digest(value.getBytes(StandardCharsets.UTF_8)), 0, PRINT);
            });
    return new ManifestPrint(out.toByteArray());
  }

  /** What {@link #bytes()} gave. */
  public static ManifestPrint read(byte[] bytes) {
    return new ManifestPrint(bytes.clone());
  }

  /** To be kept, for {@link #read}. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Every path, sorted. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (int at = 0; at < bytes.length; at = next(at)) {
      paths.add(new String(bytes, at + 2, length(at), StandardCharsets.UTF_8));
    }
    return paths;
  }

  /** True where both have the same value at {@code path}, or both have none. */
  public boolean agrees(ManifestPrint other, Path path) {
    int own = find(path);
    int others = other.find(path);
    return own < 0 || others < 0
        ? own == others
        : Arrays.equals(bytes, own, own + PRINT, other.bytes, others, others + PRINT);
  }

  /** A field's path, to ask about it many times. */
  public static final class Path {
    private final byte[] name;

    public Path(String path) {
      this.name = path.getBytes(StandardCharsets.UTF_8);
    }
  }

  private int find(Path path) {
    byte[] name = path.name;
    for (int at = 0; at < bytes.length; at = next(at)) {
      int start = at + 2;
      int end = start + length(at);
      if (end - start == name.length && Arrays.equals(bytes, start, end, name, 0, name.length)) {
        return end;
      }
    }
    return -1;
  }

  private int length(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private int next(int at) {
    return at + 2 + length(at) + PRINT;
  }
}
