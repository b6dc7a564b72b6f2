package dev.gitmodel.git;

import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tree as bytes, read back several times faster than any text is, and without Jackson. */
final class TreeRecord {
  private static final int MAP = 'm';
  private static final int LIST = 'l';
  private static final int TEXT = 't';
  private static final int WHOLE = 'w';
  private static final int REAL = 'r';
  private static final int TRUE = '1';
  private static final int FALSE = '0';
  private static final int NOTHING = 'n';

  private TreeRecord() {}

  static void write(@Nullable Object tree, SliceWriter out) {
    if (tree instanceof Map<?, ?> map) {
      SliceWriter inner = new SliceWriter().i32(map.size());
      map.forEach((key, value) -> write(value, inner.text(String.valueOf(key))));
      byte[] bytes = inner.done();
      out.u8(MAP).i32(bytes.length).bytes(bytes);
    } else if (tree instanceof List<?> list) {
      out.u8(LIST).i32(list.size());
      list.forEach(item -> write(item, out));
    } else if (tree instanceof Long whole) {
      out.u8(WHOLE).i64(whole);
    } else if (tree instanceof Double real) {
      out.u8(REAL).i64(Double.doubleToRawLongBits(real));
    } else if (tree instanceof Boolean flag) {
      out.u8(flag ? TRUE : FALSE);
    } else if (tree instanceof String text) {
      out.u8(TEXT).text(text);
    } else if (tree == null) {
      out.u8(NOTHING);
    } else {
      throw new IllegalStateException("no tree has a " + tree.getClass());
    }
  }

  static Map<String, Object> map(Slice in) {
    return entries(part(in));
  }

  /** The same, read when it is asked for; the bytes must stay as they are. */
  static Map<String, Object> later(Slice in) {
    return new Later(part(in));
  }

  private static Slice part(Slice in) {
    if (in.u8() != MAP) {
      throw new IndexOutOfBoundsException("a record is not the map it says");
    }
    return in.part(in.i32());
  }

  private static Map<String, Object> entries(Slice in) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int left = in.i32(); left > 0; left--) {
      map.put(in.text(), read(in));
    }
    return map;
  }

  @SuppressWarnings("NullAway") // A tree may hold nothing at a key, as YAML may.
  private static Object read(Slice in) {
    int kind = in.u8();
    return switch (kind) {
      case MAP -> new Later(in.part(in.i32()));
      case LIST -> list(in);
      case TEXT -> in.text();
      case WHOLE -> in.i64();
      case REAL -> Double.longBitsToDouble(in.i64());
      case TRUE -> true;
      case FALSE -> false;
      case NOTHING -> null;
      default -> throw new IndexOutOfBoundsException("a record has a value of no kind");
    };
  }

  private static void skip(Slice in) {
    int kind = in.u8();
    switch (kind) {
      case MAP, TEXT -> in.skip(in.i32());
      case LIST -> {
        for (int left = in.i32(); left > 0; left--) {
          skip(in);
        }
      }
      case WHOLE, REAL -> in.skip(Long.BYTES);
      default -> {}
    }
  }

  /** A map of which most who read a manifest want one entry or none. */
  private static final class Later extends AbstractMap<String, Object> {
    private final Slice record;
    private Optional<Map<String, Object>> read = Optional.empty();

    Later(Slice record) {
      this.record = record;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return Collections.unmodifiableMap(map()).entrySet();
    }

    @Override
    public @Nullable Object get(Object key) {
      return known().isPresent() || !(key instanceof String name) ? map().get(key) : find(name);
    }

    private @Nullable Object find(String name) {
      byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
      Slice in = record.again();
      for (int left = in.i32(); left > 0; left--) {
        int length = in.i32();
        if (length != wanted.length) {
          in.skip(length);
        } else if (in.passes(wanted)) {
          return TreeRecord.read(in);
        }
        skip(in);
      }
      return null;
    }

    private synchronized Optional<Map<String, Object>> known() {
      return read;
    }

    private synchronized Map<String, Object> map() {
      Map<String, Object> known = read.orElseGet(() -> entries(record.again()));
      read = Optional.of(known);
      return known;
    }
  }

  private static List<Object> list(Slice in) {
    List<Object> list = new ArrayList<>();
    for (int left = in.i32(); left > 0; left--) {
      list.add(read(in));
    }
    return list;
  }
}
