package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Git holds in place of a large file, in the one byte sequence that git-lfs writes for it:
 *
 * <pre>
 * version https://git-lfs.github.com/spec/v1
 * oid sha256:&lt;64 lower-case hex&gt;
 * size &lt;decimal&gt;
 * </pre>
 */
public record Pointer(Digest digest, long size) {
  /** A pointer is shorter than this many bytes, whatever is in it. */
  public static final int LIMIT = 1024;

  private static final Pattern CANONICAL =
      Pattern.compile(
          """
          version https://git-lfs\\.github\\.com/spec/v1
          oid sha256:([0-9a-f]{64})
          size ([1-9][0-9]{0,18})
          """);
  // What git-lfs itself takes for one, today's and its forerunners'.
  private static final Pattern RESEMBLING =
      Pattern.compile("\\A[\\s\\ufeff]*version https?://[^\\n]*(git-lfs|hawser|git-media)");

  public Pointer {
    if (size < 1) {
      throw RegistryException.invalid(
          "a pointer to " + size + " bytes can't be", "an empty file is an empty Git blob");
    }
  }

  /** The bytes of the Git blob. */
  public byte[] encode() {
    String text =
        "version https://git-lfs.github.com/spec/v1\noid " + digest + "\nsize " + size + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The pointer that {@code blob} is, byte for byte. */
  public static Optional<Pointer> parse(byte[] blob) {
    if (blob.length >= LIMIT) {
      return Optional.empty();
    }
    Matcher text = CANONICAL.matcher(new String(blob, StandardCharsets.ISO_8859_1));
    if (!text.matches()) {
      return Optional.empty();
    }
    try {
      Pointer pointer = new Pointer(Digest.ofHex(text.group(1)), Long.parseLong(text.group(2)));
      return Arrays.equals(pointer.encode(), blob) ? Optional.of(pointer) : Optional.empty();
    } catch (NumberFormatException beyondLong) {
      return Optional.empty();
    }
  }

  /** True where git-lfs may take {@code blob} for a pointer, canonical or not. */
  public static boolean resembles(byte[] blob) {
    return blob.length < LIMIT
        && RESEMBLING.matcher(new String(blob, StandardCharsets.UTF_8)).find();
  }
}
