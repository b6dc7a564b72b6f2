package dev.gitmodel.store;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.TensorSpan;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Digests the tensors of a file while its bytes pass by, from the first to the last, holding no
 * more of them than it is given.
 */
public final class TensorHasher {
  // A record is kept with each version, so a file of very many tensors has a coarser one, or none.
  private static final long MOST_BLOCK_DIGITS = 1 << 20;
  private static final long MOST_TEXT = 8 << 20;
  private static final long TEXT_A_TENSOR = 150;

  private final TensorLayout layout;
  private final List<TensorDigest> done = new ArrayList<>();
  private final MessageDigest sha = Digest.sha256();
  private final CRC32C sum = new CRC32C();
  private final StringBuilder blocks = new StringBuilder();
  private long at;
  private long blockDigits;
  private boolean withBlocks = true;

  public TensorHasher(TensorLayout layout) {
    this.layout = layout;
    finishEnded();
  }

  /** The next bytes of the file; the buffer is empty after it. */
  public void accept(ByteBuffer bytes) {
    while (bytes.hasRemaining() && done.size() < layout.tensors().size()) {
      TensorSpan span = layout.tensors().get(done.size());
      long until = at < span.offset() ? span.offset() : blockEnd(span);
      int count = (int) Math.min(bytes.remaining(), until - at);
      ByteBuffer part = bytes.slice(bytes.position(), count);
      if (at >= span.offset()) {
        sha.update(part.duplicate());
        sum.update(part);
      }
      bytes.position(bytes.position() + count);
      at += count;
      if (at > span.offset() && at == until) {
        finishBlock();
      }
      finishEnded();
    }
    at += bytes.remaining();
    bytes.position(bytes.limit());
  }

  private long blockEnd(TensorSpan span) {
    long size = TensorDigest.blockSize(span.length());
    long within = at - span.offset();
    return Math.min(span.end(), span.offset() + (within / size + 1) * size);
  }

  private void finishBlock() {
    if (withBlocks) {
      blocks.append(HexFormat.of().toHexDigits((int) sum.getValue()));
      blockDigits += TensorDigest.BLOCK_DIGITS;
      withBlocks = blockDigits <= MOST_BLOCK_DIGITS;
    }
    sum.reset();
  }

  /** Ends the tensor that ends here, and the empty ones that lie here too. */
  private void finishEnded() {
    while (done.size() < layout.tensors().size()) {
      TensorSpan span = layout.tensors().get(done.size());
      if (at < span.end()) {
        return;
      }
      done.add(
          new TensorDigest(
              span.name(),
              span.dtype(),
              span.shape(),
              span.length(),
              Digest.finish(sha.digest()),
              withBlocks ? blocks.toString() : ""));
      blocks.setLength(0);
    }
  }

  /**
   * The record of the content {@code weights}; empty where the file ended before its tensors, or
   * has so many of them that their record would be too large to keep.
   */
  public Optional<TensorRecord> finish(Digest weights) {
    long text = done.stream().mapToLong(t -> TEXT_A_TENSOR + t.name().length()).sum();
    if (done.size() < layout.tensors().size() || text > MOST_TEXT) {
      return Optional.empty();
    }
    List<TensorDigest> kept = withBlocks ? done : done.stream().map(TensorDigest::whole).toList();
    return Optional.of(new TensorRecord(weights, layout.format(), kept));
  }
}
