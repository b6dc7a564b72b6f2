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

  private Plain() {}

  /** A record's component as JSON has it. */
  private record Part(String name, Method accessor) {}

  static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> of(value).ifPresent(v -> plain.put(text(key), v)));
    return plain;
  }

  /** Empty where {@code value} is an empty optional: it is left out. */
  static Optional<Object> of(@Nullable Object value) {
    return value == null ? Optional.empty() : tree(value);
  }

  private static Optional<Object> tree(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.flatMap(Plain::of);
    }
    if (value instanceof Map<?, ?> map) {
      return Optional.of(map(map));
    }
    if (value instanceof Iterable<?> items) {
      return Optional.of(list(items));
    }
    if (value instanceof MetricSet metrics) {
      return Optional.of(map(metrics.values()));
    }
    return value instanceof Manifest manifest ? Optional.of(map(manifest.fields())) : scalar(value);
  }

  private static List<Object> list(Iterable<?> items) {
    List<Object> list = new ArrayList<>();
    items.forEach(item -> of(item).ifPresent(list::add));
    return list;
  }

  private static Optional<Object> scalar(Object value) {
    if (value instanceof OptionalDouble d) {
      return d.isPresent() ? Optional.of(d.getAsDouble()) : Optional.empty();
    }
    if (value instanceof OptionalLong l) {
      return l.isPresent() ? Optional.of(l.getAsLong()) : Optional.empty();
    }
    if (value instanceof OptionalInt i) {
      return i.isPresent() ? Optional.of((long) i.getAsInt()) : Optional.empty();
    }
    if (value instanceof Float f) {
      return Optional.of(Double.valueOf(f.toString()));
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return Optional.of(((Number) value).longValue());
    }
    boolean ready =
        value instanceof Boolean
            || value instanceof Long
            || value instanceof Double
            || value instanceof MetricValue.Real;
    return ready ? Optional.of(value) : named(value);
  }

  private static Optional<Object> named(Object value) {
    if (value instanceof MetricValue.Whole whole) {
      return Optional.of(whole.value());
    }
    boolean isText =
        value instanceof CharSequence
            || value instanceof MetricValue.Text
            || value instanceof Enum<?>
            || isAllText(value);
    if (isText) {
      return Optional.of(text(value));
    }
    if (value instanceof Record rec) {
      return Optional.of(record(rec));
    }
    throw new IllegalArgumentException(value.getClass() + " has no form in JSON or YAML");
  }

  private static boolean isAllText(Object value) {
    for (Class<?> type : TEXTS) {
      if (type.isInstance(value)) {
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
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : value.toString();
  }

  private static Map<String, Object> record(Record value) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Part part : PARTS.computeIfAbsent(value.getClass(), Plain::parts)) {
      try {
        of(part.accessor().invoke(value)).ifPresent(v -> map.put(part.name(), v));
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
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
