package dev.gitmodel.codec;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Values as trees of {@code Map}, {@code List}, {@code String}, {@code Long}, {@code Double},
 * {@code Boolean} and {@link MetricValue.Real}: what both writers can write.
 */
final class Plain {
  /** Values whose text is all there is to them. */
  private static final List<Class<?>> TEXTS =
      List.of(
          ModelName.class,
          Version.class,
          Revision.class,
          Digest.class,
          FilePath.class,
          AliasName.class,
          BranchName.class,
          ExperimentName.class,
          Reference.class,
          Selector.class,
          TemporalAccessor.class);

  // Looked up once, because a log has very many records of the same type.
  private static final Map<Class<?>, List<Part>> PARTS = new ConcurrentHashMap<>();
  private static final Map<Class<?>, Boolean> ALL_TEXT = new ConcurrentHashMap<>();

  /** Stands for what is left out; not an empty optional, because a log is very many values. */
  private static final Object ABSENT = new Object();

  private static final int DAY = 86_400;

  private Plain() {}

  /** A record's component as JSON has it. */
  private record Part(String name, Method accessor) {}

  static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> put(text(key), value, plain));
    return plain;
  }

  private static void put(String name, @Nullable Object value, Map<String, Object> into) {
    Object tree = tree(value);
    if (tree != ABSENT) {
      into.put(name, tree);
    }
  }

  /** Empty where {@code value} is an empty optional: it is left out. */
  static Optional<Object> of(@Nullable Object value) {
    Object tree = tree(value);
    return tree == ABSENT ? Optional.empty() : Optional.of(tree);
  }

  private static Object tree(@Nullable Object value) {
    if (value == null) {
      return ABSENT;
    }
    if (value instanceof String) {
      return value;
    }
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? tree(optional.get()) : ABSENT;
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Iterable<?> items) {
      return list(items);
    }
    if (value instanceof MetricSet metrics) {
      return map(metrics.values());
    }
    return value instanceof Manifest manifest ? map(manifest.fields()) : scalar(value);
  }

  private static List<Object> list(Iterable<?> items) {
    List<Object> list = new ArrayList<>();
    for (Object item : items) {
      Object tree = tree(item);
      if (tree != ABSENT) {
        list.add(tree);
      }
    }
    return list;
  }

  private static Object scalar(Object value) {
    if (value instanceof OptionalDouble d) {
      return d.isPresent() ? (Object) d.getAsDouble() : ABSENT;
    }
    if (value instanceof OptionalLong l) {
      return l.isPresent() ? (Object) l.getAsLong() : ABSENT;
    }
    if (value instanceof OptionalInt i) {
      return i.isPresent() ? (Object) (long) i.getAsInt() : ABSENT;
    }
    if (value instanceof Float f) {
      return Double.valueOf(f.toString());
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    boolean ready =
        value instanceof Boolean
            || value instanceof Long
            || value instanceof Double
            || value instanceof MetricValue.Real;
    return ready ? value : named(value);
  }

  private static Object named(Object value) {
    if (value instanceof MetricValue.Whole whole) {
      return whole.value();
    }
    boolean isText =
        value instanceof CharSequence
            || value instanceof MetricValue.Text
            || value instanceof Enum<?>
            || isAllText(value);
    if (isText) {
      return text(value);
    }
    if (value instanceof Record rec) {
      return record(rec);
    }
    throw new IllegalArgumentException(value.getClass() + " has no form in JSON or YAML");
  }

  private static boolean isAllText(Object value) {
    return ALL_TEXT.computeIfAbsent(value.getClass(), Plain::isText);
  }

  private static boolean isText(Class<?> type) {
    for (Class<?> text : TEXTS) {
      if (text.isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  private static String text(Object value) {
    if (value instanceof Operation operation) {
      return operation.text();
    }
    if (value instanceof Glob glob) {
      return glob.text();
    }
    if (value instanceof Instant at) {
      return iso(at);
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : value.toString();
  }

  /** As an instant writes itself, without the formatter that it takes to do so. */
  private static String iso(Instant at) {
    if (at.getNano() > 0) {
      return at.toString();
    }
    // By hand: a list has one for each model, and the formatter is slow to start.
    long seconds = at.getEpochSecond();
    int ofDay = Math.floorMod(seconds, DAY);
    StringBuilder text = new StringBuilder(24);
    text.append(LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY))).append('T');
    two(text, ofDay / 3600).append(':');
    two(text, ofDay / 60 % 60).append(':');
    return two(text, ofDay % 60).append('Z').toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static Map<String, Object> record(Record value) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Part part : PARTS.computeIfAbsent(value.getClass(), Plain::parts)) {
      try {
        put(part.name(), part.accessor().invoke(value), map);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalArgumentException(value.getClass() + " can't be read", e);
      }
    }
    return map;
  }

  private static List<Part> parts(Class<?> type) {
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      parts.add(new Part(snakeCase(component.getName()), component.getAccessor()));
    }
    return parts;
  }

  private static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        snake.append('_');
      }
      snake.append(c);
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }
}
