package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes get to all followers, whatever one of them does, and no thread outlives them. */
@Timeout(60)
class RelayTest {
  private static final int SIZE = 16;
  private static final int BUFFERS = 3;
  private static final byte[] BYTES = Sources.bytes(10_007, 1);

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("lfs-relay"));
  }

  /** Keeps what it gets, and whether that was all. */
  private static final class Keeping implements Follower {
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private boolean ended;

    @Override
    public void accept(ByteBuffer bytes) {
      while (bytes.hasRemaining()) {
        got.write(bytes.get());
      }
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  private static void passAll(Relay relay) throws IOException {
    for (int at = 0; at < BYTES.length; ) {
      ByteBuffer buffer = relay.buffer();
      int count = Math.min(buffer.remaining(), BYTES.length - at);
      buffer.put(BYTES, at, count);
      relay.pass(buffer, count);
      at += count;
    }
    relay.finish();
  }

  @Test
  void everybodyGetsAllBytesInTheirOrderFromFewBuffers() throws IOException {
    Keeping one = new Keeping();
    Keeping two = new Keeping();
    Pool pool = new Pool();
    try (Relay relay = new Relay(BUFFERS, pool, List.of(one, two))) {
      passAll(relay);
    }
    assertThat(one.got.toByteArray()).isEqualTo(BYTES);
    assertThat(two.got.toByteArray()).isEqualTo(BYTES);
    assertThat(one.ended && two.ended).isTrue();
    assertThat(pool.taken).hasSizeBetween(1, BUFFERS);
    assertThat(pool.given).containsExactlyElementsOf(pool.taken);
  }

  /** Keeps by identity what is taken and given: buffers are equal where their bytes are. */
  private static final class Pool implements Relay.Buffers {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> given = new ArrayList<>();

    @Override
    public ByteBuffer take() {
      ByteBuffer fresh = ByteBuffer.allocate(SIZE);
      taken.add(System.identityHashCode(fresh));
      return fresh;
    }

    @Override
    public void give(ByteBuffer buffer) {
      given.add(System.identityHashCode(buffer));
    }
  }

  @Test
  void whoeverFailsEndsThePassForAll() {
    Keeping other = new Keeping();
    Follower full =
        bytes -> {
          throw new IOException("full");
        };
    assertThatThrownBy(
            () -> {
              try (Relay relay =
                  new Relay(BUFFERS, () -> ByteBuffer.allocate(SIZE), List.of(full, other))) {
                passAll(relay);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("full");
    assertThat(other.got.size()).isLessThan(BYTES.length);
  }

  @Test
  void whatFailsAtTheVeryEndIsTold() {
    Follower atTheEnd =
        new Follower() {
          @Override
          public void accept(ByteBuffer bytes) {}

          @Override
          public void end() throws IOException {
            throw new IOException("late");
          }
        };
    assertThatThrownBy(
            () -> {
              try (Relay relay =
                  new Relay(BUFFERS, () -> ByteBuffer.allocate(SIZE), List.of(atTheEnd))) {
                passAll(relay);
              }
            })
        .hasMessage("late");
  }

  @Test
  void oneThatNeverComesBackIsLeftBehindWhereThePassIsGivenUp() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Follower stuck =
        bytes -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (Relay relay = new Relay(BUFFERS, () -> ByteBuffer.allocate(SIZE), List.of(stuck))) {
      relay.pass(relay.buffer(), SIZE);
    }
    assertThat(never.getCount()).isEqualTo(1);
  }
}
