package dev.gitmodel.git;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree read from an index, by typed fields; CORRUPT where one is missing or of another type. */
record Fields(Map<?, ?> tree) {
  static Fields of(Object tree) {
    return new Fields(cast(Map.class, tree));
  }

  String text(String key) {
    return cast(String.class, tree.get(key));
  }

  long number(String key) {
    return cast(Long.class, tree.get(key));
  }

  boolean flag(String key) {
    return cast(Boolean.class, tree.get(key));
  }

  List<?> list(String key) {
    return cast(List.class, tree.get(key));
  }

  Optional<String> optional(String key) {
    return tree.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
  }

  Map<String, Object> map(String key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<?, ?> inner = cast(Map.class, tree.get(key));
    inner.forEach((k, v) -> fields.put(String.valueOf(k), v));
    return fields;
  }

  static <T> T cast(Class<T> type, @org.jspecify.annotations.Nullable Object value) {
    if (value != null && type.isInstance(value)) {
      return type.cast(value);
    }
    throw new RegistryException(
        Problem.CORRUPT, "an index line is not what was written", "it is made again by itself");
  }
}
