package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * An object as a request's body, hashed while it is sent, unless it was when it was stored a moment
 * ago. Its last bytes are kept back until the digest is known to be right, so a broken object never
 * arrives whole.
 */
final class ObjectBody implements Body {
  private static final int CHUNK = 256 * 1024;
  private static final long TICK_MILLIS = 100;

  private final ObjectFiles from;
  private final RemoteBlobs.Item item;
  private final Told told;
  private final boolean chunked;
  private @Nullable Outgoing outgoing;

  private ObjectBody(ObjectFiles from, RemoteBlobs.Item item, Told told, boolean chunked) {
    this.from = from;
    this.item = item;
    this.told = told;
    this.chunked = chunked;
  }

  static ObjectBody of(ObjectFiles from, RemoteBlobs.Item item, Told told) {
    return new ObjectBody(from, item, told, false);
  }

  /** The same without its length in the head. */
  ObjectBody inChunks() {
    return new ObjectBody(from, item, told, true);
  }

  @Override
  public BodyPublisher publisher() {
    Outgoing fresh = new Outgoing();
    outgoing = fresh;
    return chunked
        ? BodyPublishers.fromPublisher(fresh)
        : BodyPublishers.fromPublisher(fresh, item.size());
  }

  @Override
  public void feed(Future<?> answer, Duration idle) throws IOException {
    Outgoing to = outgoing;
    if (to == null) {
      throw new IllegalStateException("fed before it was published");
    }
    boolean complete = false;
    try (ObjectFile file = from.open(item)) {
      complete = feed(file, to, new Line(answer, idle));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } finally {
      if (complete) {
        to.complete();
      } else {
        to.fail(new IOException("not sent to its end"));
      }
    }
  }

  /** What is at the other end. */
  private record Line(Future<?> answer, Duration idle) {}

  /** True where all was handed over, false where an answer came before. */
  private boolean feed(ObjectFile file, Outgoing to, Line line)
      throws IOException, InterruptedException {
    MessageDigest sha = Digest.sha256();
    long total = 0;
    while (total < item.size()) {
      ByteBuffer chunk = read(file, total);
      if (!file.hashed()) {
        sha.update(chunk.duplicate());
      }
      total += chunk.remaining();
      if (total == item.size()) {
        requireRight(file, sha);
      }
      if (!hand(chunk, to, line)) {
        return false;
      }
      told.upTo(total);
    }
    return true;
  }

  private ByteBuffer read(ObjectFile file, long at) {
    int size = (int) Math.min(CHUNK, item.size() - at);
    try {
      ByteBuffer chunk = Reading.block(file.channel(), at, size);
      if (chunk.remaining() == size) {
        return chunk;
      }
    } catch (IOException e) {
      throw Durable.storage("can't read the object " + item.digest().hex(), e);
    }
    file.requireUnchanged();
    throw DirectoryBlobs.otherContent(item.digest());
  }

  private void requireRight(ObjectFile file, MessageDigest sha) {
    file.requireUnchanged();
    if (!file.hashed() && !Digest.finish(sha.digest()).equals(item.digest())) {
      throw DirectoryBlobs.otherContent(item.digest());
    }
  }

  private static boolean hand(ByteBuffer chunk, Outgoing to, Line line)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + line.idle().toNanos();
    while (!to.offer(chunk, TICK_MILLIS)) {
      if (to.isCancelled() || line.answer().isDone()) {
        return false;
      }
      if (System.nanoTime() - end > 0) {
        throw new HttpTimeoutException("nothing was taken for " + line.idle().toSeconds() + " s");
      }
    }
    return true;
  }
}
