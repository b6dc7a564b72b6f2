package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PktTest {
  @TempDir Path folder;

  /** Everything of the message's data, read in pieces of {@code most}. */
  private static byte[] data(PktReader in, int most) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[most + PktReader.SLACK];
    for (int n = in.data(buffer, 0, most); n >= 0; n = in.data(buffer, 0, most)) {
      all.write(buffer, 0, n);
    }
    return all.toByteArray();
  }

  /** A stream that gives no more than so many bytes at once, as a network does. */
  private static InputStream trickling(byte[] bytes, int most) {
    return new java.io.ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int at, int length) {
        return super.read(into, at, Math.min(most, length));
      }
    };
  }

  @Test
  void aMessageIsReadPacketByPacket() throws IOException {
    PktReader in = new PktReader(new Wire().lines("batch", "a=b").delimiter().say("x").stream());

    assertThat(in.next()).isEqualTo(PktReader.Kind.PACKET);
    assertThat(in.text()).isEqualTo("batch");
    assertThat(in.next()).isEqualTo(PktReader.Kind.PACKET);
    assertThat(in.text()).isEqualTo("a=b");
    assertThat(in.next()).isEqualTo(PktReader.Kind.DELIMITER);
    assertThat(in.next()).isEqualTo(PktReader.Kind.PACKET);
    assertThat(in.text()).isEqualTo("x");
    assertThat(in.next()).isEqualTo(PktReader.Kind.FLUSH);
    assertThat(in.next()).isEqualTo(PktReader.Kind.END);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 7, 4096})
  void dataIsTheSameHoweverItArrivesAndIsAskedFor(int atOnce) throws IOException {
    byte[] first = Sources.bytes(100, 1);
    byte[] second = Sources.bytes(5000, 2);
    Wire wire = new Wire().packet(first).packet(new byte[0]).packet(second).flush().say("quit");
    byte[] both = Arrays.copyOf(first, 5100);
    System.arraycopy(second, 0, both, 100, 5000);

    for (int most : List.of(1, 99, 100, 101, 10_000)) {
      PktReader in = new PktReader(trickling(wire.bytes(), atOnce));
      in.next();
      assertThat(data(in, most)).isEqualTo(both);
      assertThat(in.next()).isEqualTo(PktReader.Kind.PACKET);
      assertThat(in.text()).isEqualTo("quit");
    }
  }

  @Test
  void nothingBeyondTheMessageIsWaitedFor() throws IOException {
    byte[] message = new Wire().lines("put-object").delimiter().packet(new byte[9]).flush().bytes();
    InputStream nobodySaysMore =
        new java.io.ByteArrayInputStream(message) {
          @Override
          public synchronized int read(byte[] into, int at, int length) {
            assertThat(available()).as("bytes that were said").isPositive();
            return super.read(into, at, length);
          }
        };
    PktReader in = new PktReader(nobodySaysMore);

    in.next();
    in.text();
    in.next();
    assertThat(data(in, 100)).hasSize(9);
  }

  @Test
  void whatIsLeftOfAMessageIsSkipped() throws IOException {
    Wire wire = new Wire().lines("a", "b").delimiter().packet(new byte[70]).flush().say("next");
    PktReader in = new PktReader(wire.stream());

    in.next();
    in.skip();
    in.next();
    assertThat(in.text()).isEqualTo("next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0002", "0003", "fff1", "ffff", "zzzz", "-001", " 004", "00", "0009ab", "GET / H"})
  void garbageIsCalledGarbage(String bytes) {
    PktReader in = new PktReader(new Wire().raw(bytes).stream());

    assertThatThrownBy(
            () -> {
              in.next();
              in.text();
            })
        .isInstanceOf(Garbage.class);
  }

  @Test
  void aStreamThatEndsWithinAMessageIsNoEnd() throws IOException {
    PktReader in = new PktReader(new Wire().lines("batch").stream());
    in.next();
    in.text();

    assertThatThrownBy(in::next).isInstanceOf(Garbage.class);
  }

  @Test
  void whatIsWrittenIsWhatTheProtocolSays() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    PktWriter out = new PktWriter(sent);
    out.line("status 200");
    out.delimiter();
    out.flush();

    assertThat(sent.toString(StandardCharsets.US_ASCII)).isEqualTo("000fstatus 200\n00010000");
  }

  @Test
  void aFileIsWrittenInPacketsThatStockGitReads() throws IOException {
    byte[] bytes = Sources.bytes(1_000_000, 3);
    Path file = Files.write(folder.resolve("weights"), bytes);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    AtomicLong told = new AtomicLong();
    try (FileChannel from = FileChannel.open(file)) {
      PktWriter out = new PktWriter(sent);
      out.line("size=1000000");
      out.data(from, bytes.length, told::addAndGet);
      out.flush();
    }
    PktReader in = new PktReader(new java.io.ByteArrayInputStream(sent.toByteArray()));

    in.next();
    assertThat(in.text()).isEqualTo("size=1000000");
    assertThat(data(in, 300_000)).isEqualTo(bytes);
    assertThat(told).hasValue(1_000_000);
    // Packets of 65520 at most, each with its length.
    assertThat(sent.size()).isEqualTo(4 + "size=1000000\n".length() + 1_000_000 + 16 * 4 + 4);
  }

  @Test
  void aFileThatIsCutWhileItIsReadEndsTheSession() throws IOException {
    Path file = Files.write(folder.resolve("weights"), new byte[10]);
    try (FileChannel from = FileChannel.open(file)) {
      PktWriter out = new PktWriter(new ByteArrayOutputStream());

      assertThatThrownBy(() -> out.data(from, 11, bytes -> {})).isInstanceOf(IOException.class);
    }
  }
}
