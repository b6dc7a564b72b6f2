package dev.gitmodel.lfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, read by one thread while the network goes on filling a window of a few
 * buffers. A read that gets nothing for a while fails, so nobody waits for good.
 */
final class Incoming implements BodySubscriber<Incoming>, AutoCloseable {
  private static final int WINDOW = 64;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private sealed interface Event {
    record Bytes(List<ByteBuffer> buffers) implements Event {}

    record Failure(Throwable cause) implements Event {}

    record End() implements Event {}
  }

  private final Duration idle;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Flow.@Nullable Subscription subscription;
  private boolean closed;
  private List<ByteBuffer> buffers = List.of();
  private ByteBuffer current = NOTHING;
  private int used;
  private boolean ended;
  private @Nullable IOException broken;

  Incoming(Duration idle) {
    this.idle = idle;
  }

  @Override
  public CompletionStage<Incoming> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    boolean late;
    synchronized (this) {
      subscription = given;
      late = closed;
    }
    if (late) {
      given.cancel();
    } else {
      given.request(WINDOW);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    events.add(new Event.Bytes(item));
  }

  @Override
  public void onError(Throwable cause) {
    events.add(new Event.Failure(cause));
  }

  @Override
  public void onComplete() {
    events.add(new Event.End());
  }

  /**
   * Fills {@code into} as far as there are bytes; how many that were, -1 at the end. What came
   * before a failure is given first.
   */
  int read(ByteBuffer into) throws IOException {
    int count = 0;
    try {
      while (into.hasRemaining() && fill()) {
        int some = Math.min(current.remaining(), into.remaining());
        into.put(current.slice(current.position(), some));
        current.position(current.position() + some);
        count += some;
      }
    } catch (IOException e) {
      if (count == 0) {
        throw e;
      }
      broken = e;
    }
    return count == 0 ? -1 : count;
  }

  /** What there is, up to so many bytes; what is beyond them is left alone. */
  byte[] start(int most) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < most && fill()) {
      byte[] some = new byte[Math.min(current.remaining(), most - bytes.size())];
      current.get(some);
      bytes.writeBytes(some);
    }
    return bytes.toByteArray();
  }

  /** Makes {@code current} have bytes; false at the end. */
  private boolean fill() throws IOException {
    while (!current.hasRemaining()) {
      if (used < buffers.size()) {
        current = buffers.get(used++);
      } else if (ended || !take()) {
        return false;
      }
    }
    return true;
  }

  private boolean take() throws IOException {
    IOException before = broken;
    if (before != null) {
      throw before;
    }
    Event event = next();
    if (event instanceof Event.Bytes bytes) {
      buffers = bytes.buffers();
      used = 0;
      more();
      return true;
    }
    ended = true;
    if (event instanceof Event.Failure failure) {
      throw failure.cause() instanceof IOException io ? io : new IOException(failure.cause());
    }
    return false;
  }

  private Event next() throws IOException {
    try {
      Event event = events.poll(idle.toNanos(), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new HttpTimeoutException("nothing came for " + idle.toSeconds() + " s");
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private synchronized void more() {
    if (subscription != null) {
      subscription.request(1);
    }
  }

  /** Ends the connection unless all was read. */
  @Override
  public void close() {
    Flow.Subscription ending;
    synchronized (this) {
      closed = true;
      ending = subscription;
    }
    if (!ended && ending != null) {
      ending.cancel();
    }
  }
}
