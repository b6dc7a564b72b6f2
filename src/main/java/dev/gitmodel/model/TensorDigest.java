package dev.gitmodel.model;

import java.util.List;

/**
 * One tensor by its content: SHA-256 of its bytes, which decides whether it changed, and a CRC-32C
 * of each block of them in eight hex digits, by which is said how much of it changed. Without
 * {@code blocks} the tensor is one block.
 *
 * <p>The size of the blocks follows from the tensor's own size, never from its file's, so tensors
 * of one type and shape can always be compared block by block.
 */
public record TensorDigest(
    String name, String dtype, List<Long> shape, long bytes, Digest digest, String blocks) {
  /** Hex digits a block. */
  public static final int BLOCK_DIGITS = 8;

  private static final int MOST_BLOCKS = 32;
  private static final long SMALLEST = 4 << 10;
  private static final long LARGEST = 1 << 20;

  public TensorDigest {
    shape = List.copyOf(shape);
    if (bytes < 0 || !(blocks.isEmpty() || blocks.length() == blockCount(bytes) * BLOCK_DIGITS)) {
      throw RegistryException.invalid(
          "'" + Printable.of(name) + "' has " + bytes + " bytes and other blocks than that", "");
    }
  }

  /**
   * The block size of a tensor: the smallest power of two from 4 KiB on that makes at most 32
   * blocks, and 1 MiB for larger tensors.
   */
  public static long blockSize(long bytes) {
    long size = SMALLEST;
    while (size < LARGEST && size * MOST_BLOCKS < bytes) {
      size *= 2;
    }
    return size;
  }

  private static long blockCount(long bytes) {
    long size = blockSize(bytes);
    return bytes / size + (bytes % size == 0 ? 0 : 1);
  }

  /** The same without block sums, which is smaller. */
  public TensorDigest whole() {
    return new TensorDigest(name, dtype, shape, bytes, digest, "");
  }

  /** How many bytes differ from {@code other} of the same size, counted in whole blocks. */
  public long changedBytes(TensorDigest other) {
    if (digest.equals(other.digest)) {
      return 0;
    }
    if (blocks.isEmpty() || other.blocks.isEmpty() || bytes != other.bytes) {
      return bytes;
    }
    long size = blockSize(bytes);
    long changed = 0;
    for (int i = 0; i < blocks.length() / BLOCK_DIGITS; i++) {
      int at = i * BLOCK_DIGITS;
      if (!blocks.regionMatches(at, other.blocks, at, BLOCK_DIGITS)) {
        changed += Math.min(size, bytes - i * size);
      }
    }
    // Two blocks of one sum, once in four thousand million: the digest says they do differ.
    return changed == 0 ? Math.min(size, bytes) : changed;
  }
}
