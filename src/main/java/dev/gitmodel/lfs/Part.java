package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;

/**
 * What has arrived of one object, in a file that outlives us: the next try goes on where it ends.
 * It becomes the object only once all of it has the digest, forced and read-only.
 */
final class Part implements AutoCloseable {
  private static final int CHUNK = 256 * 1024;
  private static final int BUFFERS = 8;

  private final DirectoryBlobs blobs;
  private final RemoteBlobs.Item item;
  private final Path file;
  private final FileChannel channel;
  private long length;

  private Part(DirectoryBlobs blobs, RemoteBlobs.Item item, Path file) throws IOException {
    this.blobs = blobs;
    this.item = item;
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.length = channel.size();
  }

  static Part open(DirectoryBlobs blobs, RemoteBlobs.Item item, Path file) {
    try {
      // One that was complete when somebody was killed is read-only already.
      if (Files.exists(file) && !Files.isWritable(file) && !file.toFile().setWritable(true)) {
        Files.delete(file);
      }
      return new Part(blobs, item, file);
    } catch (IOException e) {
      throw Durable.storage("can't write " + file, e);
    }
  }

  /** How many bytes have arrived. */
  long length() {
    return length;
  }

  /** Forgets what has arrived. */
  void restart() {
    try {
      channel.truncate(0);
      length = 0;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Where the bytes after {@link #length} come from. */
  interface Rest {
    /** Gives some bytes, -1 at the end. */
    int read(ByteBuffer into) throws IOException;
  }

  /** What is known after all of {@code Rest} was read. */
  enum State {
    /** The object is placed. */
    PLACED,
    /** Bytes are missing still; what has come is kept. */
    SHORT,
    /** Other bytes, or more: nothing is kept. */
    WRONG
  }

  /**
   * Appends what {@code rest} gives, hashing it and, first, what was there before. Whatever fails,
   * what has come is kept.
   */
  State append(Rest rest, Told told) throws IOException {
    MessageDigest sha = Digest.sha256();
    try (Relay hashing =
            new Relay(BUFFERS, () -> ByteBuffer.allocate(CHUNK), List.of(sha::update));
        ForceAhead ahead = new ForceAhead(channel)) {
      prefix(hashing);
      told.upTo(length);
      ByteBuffer buffer = hashing.buffer();
      for (int count = rest.read(buffer); count >= 0; count = rest.read(buffer)) {
        if (length + count > item.size()) {
          restart();
          return State.WRONG;
        }
        write(buffer.slice(0, count), ahead);
        told.upTo(length);
        hashing.pass(buffer, count);
        buffer = hashing.buffer();
      }
      if (length < item.size()) {
        return State.SHORT;
      }
      hashing.finish();
      return settle(Digest.finish(sha.digest()), ahead);
    }
  }

  private void prefix(Relay hashing) throws IOException {
    for (long at = 0; at < length; ) {
      ByteBuffer buffer = hashing.buffer();
      int count = (int) Math.min(buffer.capacity(), length - at);
      ByteBuffer block = buffer.slice(0, count);
      while (block.hasRemaining()) {
        if (read(block, at + block.position()) < 0) {
          throw failed(new IOException("it was cut"));
        }
      }
      hashing.pass(buffer, count);
      at += count;
    }
  }

  private int read(ByteBuffer block, long at) {
    try {
      return channel.read(block, at);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(ByteBuffer bytes, ForceAhead ahead) {
    try {
      while (bytes.hasRemaining()) {
        length += channel.write(bytes, length);
      }
      ahead.written(length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private State settle(Digest digest, ForceAhead ahead) {
    if (!digest.equals(item.digest())) {
      restart();
      return State.WRONG;
    }
    try {
      Temps.readOnly(file);
      ahead.finish();
      if (!blobs.place(file, digest, item.size())) {
        blobs.temps().discard(file);
      }
      return State.PLACED;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private RuntimeException failed(IOException e) {
    return e instanceof ClosedByInterruptException
        ? Crew.interrupted(e)
        : Durable.storage("can't write " + file, e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Durable.storage("can't write " + file, e);
    }
  }
}
