package dev.gitmodel.lfs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sessions with our own server, in this process, that can be cut like a cable. */
final class Loopback implements TransferClient.Opening {
  final AtomicInteger opened = new AtomicInteger();
  private final Path repository;
  private final int cutSessions;
  private final long cutAfter;

  private Loopback(Path repository, int cutSessions, long cutAfter) {
    this.repository = repository;
    this.cutSessions = cutSessions;
    this.cutAfter = cutAfter;
  }

  static Loopback to(Path repository) {
    return new Loopback(repository, 0, 0);
  }

  /** The first sessions break after the server has read so many bytes. */
  Loopback cutting(int sessions, long afterBytes) {
    return new Loopback(repository, sessions, afterBytes);
  }

  @Override
  public RemoteProgram open(TransferOperation operation) {
    try {
      long limit = opened.getAndIncrement() < cutSessions ? cutAfter : Long.MAX_VALUE;
      Pipe toServer = Pipe.open();
      Pipe toClient = Pipe.open();
      InputStream serverIn = new Cut(Channels.newInputStream(toServer.source()), limit);
      OutputStream serverOut = Channels.newOutputStream(toClient.sink());
      Thread thread = new Thread(() -> serve(operation, serverIn, serverOut), "server");
      thread.setDaemon(true);
      thread.start();
      return new Said(
          Channels.newInputStream(toClient.source()),
          Channels.newOutputStream(toServer.sink()),
          "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(TransferOperation operation, InputStream in, OutputStream out) {
    try (in;
        out) {
      new TransferServer(repository, new TransferServer.Visit(operation, "ada"), Clock.systemUTC())
          .serve(in, out);
    } catch (IOException | RuntimeException brokenOff) {
      // The client notices.
    }
  }

  /** Two streams and a complaint. */
  record Said(InputStream in, OutputStream out, String complaint) implements RemoteProgram {
    @Override
    public void close() {
      try {
        out.close();
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A server that says the same, whatever it is asked; {@code heard} is what it was asked. */
  static TransferClient.Opening saying(Wire answers, ByteArrayOutputStream heard) {
    return operation -> new Said(new ByteArrayInputStream(answers.bytes()), heard, "");
  }

  /** A host without the program. */
  static TransferClient.Opening complaining(String complaint) {
    return operation ->
        new Said(InputStream.nullInputStream(), OutputStream.nullOutputStream(), complaint);
  }

  private static final class Cut extends FilterInputStream {
    private final AtomicLong left;

    Cut(InputStream in, long limit) {
      super(in);
      this.left = new AtomicLong(limit);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      int count = super.read(into, at, length);
      if (left.addAndGet(-Math.max(0, count)) < 0) {
        throw new IOException("the cable is cut");
      }
      return count;
    }
  }
}
