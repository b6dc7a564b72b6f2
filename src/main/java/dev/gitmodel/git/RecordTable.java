package dev.gitmodel.git;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * One file of records by object id: a sorted directory, then the records. One is found without
 * reading the others, and the directory and each record have a checksum; a file that is not whole
 * is as good as an empty one, and a record that is not is {@link Damaged}.
 */
final class RecordTable {
  /** Bytes of an id. */
  static final int KEY = 20;

  /** The state of one that was not written. */
  static final String NO_STATE = "0".repeat(2 * KEY);

  static final RecordTable NONE = new RecordTable(Optional.empty(), new byte[0], 0);

  // Another number whenever any record is written otherwise: what an older program kept is void.
  private static final byte[] MAGIC = "gm-rec 5".getBytes(StandardCharsets.US_ASCII);
  private static final int PAIR = 16;
  private static final int SUMMED_FROM = MAGIC.length + 4;
  private static final int HEAD = SUMMED_FROM + KEY + PAIR + 4;
  private static final int ROW = KEY + 12;
  // By then reading all at once is cheaper than one by one.
  private static final int FEW = 32;
  private static final int CHUNK = 1 << 16;

  private final Optional<FileChannel> file;
  private final byte[] head;
  private final long size;
  private final int count;
  private byte[] values = new byte[0];
  private int asked;
  private long[] firsts = new long[0];

  /** What a table is besides its records: the state they are of, and which file goes with which. */
  record Label(String state, String pair) {}

  /** A record is not what was written. */
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private RecordTable(Optional<FileChannel> file, byte[] head, long size) {
    this.file = file;
    this.head = head;
    this.size = size;
    this.count = head.length == 0 ? 0 : (head.length - HEAD) / ROW;
  }

  /** Reads the directory; the file stays open for its records, whatever is put in its place. */
  static RecordTable read(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        return NONE;
      }
      FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
      byte[] start = bytes(file, 0, HEAD);
      Slice head = new Slice(start);
      boolean ours = head.hex(MAGIC.length).equals(HexFormat.of().formatHex(MAGIC));
      int sum = head.i32();
      head.skip(KEY + PAIR);
      long length = HEAD + (long) head.i32() * ROW;
      if (ours && length >= HEAD && length <= file.size()) {
        byte[] all = bytes(file, 0, (int) length);
        if (sum(all, SUMMED_FROM, all.length - SUMMED_FROM) == sum) {
          return new RecordTable(Optional.of(file), all, file.size());
        }
      }
      file.close();
      return NONE;
    } catch (IOException unreadable) {
      return NONE;
    }
  }

  private static byte[] bytes(FileChannel file, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    // In pieces: the JDK copies each through a buffer of that size.
    for (int at = 0; at < length; ) {
      ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(CHUNK, length - at));
      int read = file.read(piece, from + at);
      if (read < 0) {
        throw new IOException("shorter than it says");
      }
      at += read;
    }
    return bytes;
  }

  private static int sum(byte[] bytes, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  Label label() {
    if (head.length == 0) {
      return new Label(NO_STATE, "");
    }
    Slice at = new Slice(head, SUMMED_FROM, KEY + PAIR);
    return new Label(at.hex(KEY), at.hex(PAIR));
  }

  long size() {
    return size;
  }

  /** The record with that id, if it is there. */
  Optional<Slice> get(byte[] id) throws Damaged {
    int row = find(id);
    return row < 0 ? Optional.empty() : Optional.of(record(row));
  }

  private int find(byte[] key) {
    if (values.length > 0 && firsts.length == 0) {
      readFirsts();
    }
    long first = ByteBuffer.wrap(key).getLong();
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(first(middle), first);
      int row = HEAD + middle * ROW;
      order = order == 0 ? Arrays.compareUnsigned(head, row, row + KEY, key, 0, KEY) : order;
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order > 0 ? middle - 1 : high;
    }
    return -1;
  }

  /** The bytes of an id; by hand, because lists of many versions look up tens of thousands. */
  static byte[] key(String id) {
    byte[] key = new byte[KEY];
    for (int i = 0; i < KEY; i++) {
      key[i] = (byte) (digit(id.charAt(2 * i)) << 4 | digit(id.charAt(2 * i + 1)));
    }
    return key;
  }

  private static int digit(char hex) {
    return hex <= '9' ? hex - '0' : hex - 'a' + 10;
  }

  /** The beginning of an id, which nearly always tells it from others. */
  private long first(int row) {
    return firsts.length > 0 ? firsts[row] : ByteBuffer.wrap(head).getLong(HEAD + row * ROW);
  }

  /** Reading a number's bytes takes longer than all of a search does in numbers. */
  private void readFirsts() {
    ByteBuffer rows = ByteBuffer.wrap(head);
    long[] all = new long[count];
    for (int row = 0; row < count; row++) {
      all[row] = rows.getLong(HEAD + row * ROW);
    }
    firsts = all;
  }

  private String hex(int at) {
    return new Slice(head, at, KEY).hex(KEY);
  }

  private Slice record(int row) throws Damaged {
    Slice entry = new Slice(head, HEAD + row * ROW + KEY, 12);
    int offset = entry.i32();
    int length = entry.i32();
    int sum = entry.i32();
    if (offset < 0 || length < 0 || head.length + (long) offset + length > size) {
      throw new Damaged();
    }
    try {
      if (values.length == 0 && ++asked > FEW) {
        values = bytes(file.orElseThrow(), head.length, (int) (size - head.length));
      }
      boolean all = values.length > 0;
      byte[] from = all ? values : bytes(file.orElseThrow(), head.length + (long) offset, length);
      int start = all ? offset : 0;
      if (sum(from, start, length) == sum) {
        return new Slice(from, start, length);
      }
    } catch (IOException gone) {
      throw new Damaged();
    }
    throw new Damaged();
  }

  /** Gives out every record. */
  void each(Consumer<Slice> taker) throws Damaged {
    asked += FEW;
    for (int row = 0; row < count; row++) {
      taker.accept(record(row));
    }
  }

  /** Every record by its id. */
  SortedMap<String, Slice> all() throws Damaged {
    SortedMap<String, Slice> all = new TreeMap<>();
    asked += FEW;
    for (int row = 0; row < count; row++) {
      all.put(hex(HEAD + row * ROW), record(row));
    }
    return all;
  }

  /** Puts a file of these records in the place of {@code path}, whole or not at all. */
  static void write(Path path, Label label, SortedMap<String, byte[]> records) throws IOException {
    SliceWriter rest = new SliceWriter().hex(label.state()).hex(label.pair()).i32(records.size());
    int offset = 0;
    for (Map.Entry<String, byte[]> record : records.entrySet()) {
      byte[] value = record.getValue();
      rest.hex(record.getKey()).i32(offset).i32(value.length).i32(sum(value, 0, value.length));
      offset = Math.addExact(offset, value.length);
    }
    byte[] summed = rest.done();
    byte[] start = new SliceWriter().bytes(MAGIC).i32(sum(summed, 0, summed.length)).done();
    Path temp = path.resolveSibling("." + path.getFileName() + "." + freshPair());
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              CHUNK)) {
        out.write(start);
        out.write(summed);
        for (byte[] value : records.values()) {
          out.write(value);
        }
      }
      Files.move(temp, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  /** A name for a file that others go with. */
  static String freshPair() {
    // No UUID: its secure randomness is slow to start.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new Slice(new SliceWriter().i64(random.nextLong()).i64(random.nextLong()).done())
        .hex(PAIR);
  }
}
