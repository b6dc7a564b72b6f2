package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;

/**
 * An object on its way in from another machine: written to a temp file while another thread hashes
 * it, and an object once size and content are what was announced. No temp file is left behind,
 * however it ends.
 */
final class Arrival {
  private static final int LARGE = 256 * 1024;
  private static final int BUFFERS = 8;
  private static final int SMALL = 4096;

  private final DirectoryBlobs blobs;
  private final Digest digest;
  private final long size;
  private final Progress progress;

  Arrival(DirectoryBlobs blobs, RemoteBlobs.Item item, Progress progress) {
    this.blobs = blobs;
    this.digest = item.digest();
    this.size = item.size();
    this.progress = progress;
  }

  /** Where the bytes come from, as {@link PktReader#data}; its failures are the connection's. */
  interface Bytes {
    int read(byte[] into, int at, int most) throws IOException;
  }

  /** What came of it. */
  enum Outcome {
    /** The object is there, whole and forced. */
    STORED,
    /** Fewer or more bytes came than were announced. */
    OTHER_SIZE,
    /** The bytes are others than those that were announced. */
    OTHER_CONTENT
  }

  /**
   * Takes all bytes to their end, whatever they are; only where they can't be written it stops
   * before, and that is STORAGE. What the store has already is hashed, and not written again.
   */
  Outcome take(Bytes bytes) throws IOException {
    if (blobs.has(digest, size)) {
      Outcome outcome = outcome(read(bytes, arrived -> {}));
      if (outcome == Outcome.STORED && !blobs.has(digest, size)) {
        throw new RegistryException(
            Problem.CONFLICT, "the object " + digest.hex() + " was removed meanwhile", "try again");
      }
      return outcome;
    }
    Path temp = blobs.temps().fresh();
    blobs.temps().make();
    try {
      Outcome outcome = write(bytes, temp);
      if (outcome == Outcome.STORED) {
        settle(temp);
      }
      return outcome;
    } finally {
      blobs.temps().discard(temp);
    }
  }

  private Outcome outcome(Reading reading) {
    if (reading.count() != size) {
      return Outcome.OTHER_SIZE;
    }
    return reading.digest().equals(digest) ? Outcome.STORED : Outcome.OTHER_CONTENT;
  }

  private Outcome write(Bytes bytes, Path temp) throws IOException {
    try (FileChannel to = open(temp);
        ForceAhead ahead = new ForceAhead(to)) {
      Outcome outcome = outcome(read(bytes, arrived -> onDisk(() -> append(to, ahead, arrived))));
      if (outcome == Outcome.STORED) {
        onDisk(
            () -> {
              Temps.readOnly(temp);
              ahead.finish();
            });
      }
      return outcome;
    }
  }

  private FileChannel open(Path temp) {
    try {
      return FileChannel.open(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void append(FileChannel to, ForceAhead ahead, ByteBuffer arrived) throws IOException {
    // More than was announced is refused; it need not fill the disk before.
    if (to.position() + arrived.remaining() <= size) {
      while (arrived.hasRemaining()) {
        to.write(arrived);
      }
      ahead.written(to.position());
    }
  }

  private void settle(Path temp) {
    Path folder = blobs.location(digest).resolveSibling("").normalize();
    Durable.createDirectories(folder);
    onDisk(() -> blobs.place(temp, digest, size));
    Durable.forceDirectory(folder);
  }

  /** What is done with the bytes that have arrived. */
  private interface Sink {
    void accept(ByteBuffer arrived);
  }

  private Reading read(Bytes bytes, Sink sink) throws IOException {
    return size <= LARGE ? readSmall(bytes, sink) : readLarge(bytes, sink);
  }

  private Reading readSmall(Bytes bytes, Sink sink) throws IOException {
    MessageDigest sha = Digest.sha256();
    ByteBuffer buffer = buffer((int) Math.max(SMALL, size + 1));
    long total = 0;
    for (int count = fill(bytes, buffer); count > 0; count = fill(bytes, buffer)) {
      sha.update(buffer.slice(0, count));
      total += count;
      sink.accept(buffer.slice(0, count));
      progress.advance(count);
      if (count < buffer.capacity() - PktReader.SLACK) {
        break;
      }
    }
    return new Reading(Digest.finish(sha.digest()), total);
  }

  private Reading readLarge(Bytes bytes, Sink sink) throws IOException {
    MessageDigest sha = Digest.sha256();
    try (Relay hash = new Relay(BUFFERS, () -> buffer(LARGE), List.of(sha::update))) {
      long total = 0;
      int count = LARGE;
      while (count == LARGE) {
        ByteBuffer buffer = hash.buffer();
        count = fill(bytes, buffer);
        hash.pass(buffer, count);
        total += count;
        sink.accept(buffer.slice(0, count));
        progress.advance(count);
      }
      hash.finish();
      return new Reading(Digest.finish(sha.digest()), total);
    }
  }

  private static ByteBuffer buffer(int most) {
    return ByteBuffer.allocate(most + PktReader.SLACK);
  }

  /** Fewer bytes than fit only at the end. */
  private static int fill(Bytes bytes, ByteBuffer buffer) throws IOException {
    int most = buffer.capacity() - PktReader.SLACK;
    int filled = 0;
    while (filled < most) {
      int count = bytes.read(buffer.array(), buffer.arrayOffset() + filled, most - filled);
      if (count < 0) {
        break;
      }
      filled += count;
    }
    return filled;
  }

  /** Something that only the disk can refuse. */
  private interface Deed {
    void run() throws IOException;
  }

  private void onDisk(Deed deed) {
    try {
      deed.run();
    } catch (ClosedByInterruptException e) {
      throw Crew.interrupted(e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private RegistryException failed(IOException e) {
    return Durable.storage("can't store the object " + digest.hex(), e);
  }
}
