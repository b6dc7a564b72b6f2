package dev.gitmodel.store;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The paths of a manifest's fields, each with a fingerprint of its value: to find the manifests
 * among very many that have another value, without their values.
 */
public final class ManifestPrint {
  private static final int LENGTH = 4;
  private static final int PRINT = 16;

  // A field is its path behind its length of four bytes, then its print.
  private final byte[] bytes;

  private ManifestPrint(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The print of a manifest. */
  public static ManifestPrint of(Manifest manifest) {
    MessageDigest sha = Digest.sha256();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // By their bytes, in which order two prints are compared.
    SortedMap<byte[], String> fields = new TreeMap<>(Arrays::compareUnsigned);
    manifest
        .flat()
        .forEach((path, value) -> fields.put(path.getBytes(StandardCharsets.UTF_8), value));
    for (Map.Entry<byte[], String> field : fields.entrySet()) {
      byte[] path = field.getKey();
      out.writeBytes(ByteBuffer.allocate(LENGTH).putInt(path.length).array());
      out.writeBytes(path);
      out.write(sha.digest(field.getValue().getBytes(StandardCharsets.UTF_8)), 0, PRINT);
    }
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
      paths.add(path(at));
    }
    return paths;
  }

  /** The paths at which not both have the same value, or only one has any. */
  public Set<String> unlike(ManifestPrint other) {
    Set<String> unlike = new HashSet<>();
    int at = 0;
    int there = 0;
    // Both are in the same order, so one pass through both finds what is alike.
    while (at < bytes.length || there < other.bytes.length) {
      int order = compare(at, other, there);
      if (order < 0 || (order == 0 && !samePrint(at, other, there))) {
        unlike.add(path(at));
      } else if (order > 0) {
        unlike.add(other.path(there));
      }
      at = order <= 0 ? next(at) : at;
      there = order >= 0 ? other.next(there) : there;
    }
    return unlike;
  }

  /** Of two fields' paths; behind the last field is after every other. */
  private int compare(int at, ManifestPrint other, int there) {
    if (at == bytes.length || there == other.bytes.length) {
      return Boolean.compare(at == bytes.length, there == other.bytes.length);
    }
    return Arrays.compareUnsigned(
        bytes,
        at + LENGTH,
        at + LENGTH + length(at),
        other.bytes,
        there + LENGTH,
        there + LENGTH + other.length(there));
  }

  private boolean samePrint(int at, ManifestPrint other, int there) {
    int end = next(at);
    int otherEnd = other.next(there);
    return Arrays.equals(bytes, end - PRINT, end, other.bytes, otherEnd - PRINT, otherEnd);
  }

  private String path(int at) {
    return new String(bytes, at + LENGTH, length(at), StandardCharsets.UTF_8);
  }

  private int length(int at) {
    // By hand: a buffer for each takes longer than all the rest of a comparison.
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  private int next(int at) {
    return at + LENGTH + length(at) + PRINT;
  }
}
