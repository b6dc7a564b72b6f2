package dev.gitmodel.lfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, handed over by one thread while the network takes it: never more than a
 * few buffers ahead, in order, and not at all once somebody has failed.
 */
final class Outgoing implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
  private static final int AHEAD = 8;

  private final BlockingQueue<ByteBuffer> queue = new ArrayBlockingQueue<>(AHEAD);
  private final AtomicLong demand = new AtomicLong();
  // How many threads want to emit; the first of them does it for all, so nobody emits beside it.
  private final AtomicInteger wanting = new AtomicInteger();
  private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
  private volatile boolean cancelled;
  private volatile boolean complete;
  private volatile @Nullable IOException failure;

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> given) {
    given.onSubscribe(this);
    subscriber = given;
    emit();
  }

  @Override
  public void request(long count) {
    demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
    emit();
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** False where there is still no room after {@code millis}. */
  boolean offer(ByteBuffer buffer, long millis) throws InterruptedException {
    boolean taken = queue.offer(buffer, millis, TimeUnit.MILLISECONDS);
    emit();
    return taken;
  }

  /** That was all. */
  void complete() {
    complete = true;
    emit();
  }

  /** Nothing more comes, and what came must not be taken for the whole. */
  void fail(IOException cause) {
    failure = cause;
    emit();
  }

  private void emit() {
    if (wanting.getAndIncrement() != 0) {
      return;
    }
    int done = 1;
    do {
      emitAll();
      done = wanting.addAndGet(-done);
    } while (done != 0);
  }

  private void emitAll() {
    Flow.Subscriber<? super ByteBuffer> to = subscriber;
    if (to == null || cancelled) {
      return;
    }
    IOException happened = failure;
    if (happened != null) {
      cancelled = true;
      to.onError(happened);
      return;
    }
    // Looked at before the queue: what was offered before it was complete is then in the queue.
    boolean last = complete;
    while (demand.get() > 0 && !cancelled && emitOne(to, queue)) {
      demand.decrementAndGet();
    }
    if (last && queue.isEmpty() && !cancelled) {
      cancelled = true;
      to.onComplete();
    }
  }

  private static boolean emitOne(Flow.Subscriber<? super ByteBuffer> to, Queue<ByteBuffer> queue) {
    ByteBuffer next = queue.poll();
    if (next == null) {
      return false;
    }
    to.onNext(next);
    return true;
  }
}
