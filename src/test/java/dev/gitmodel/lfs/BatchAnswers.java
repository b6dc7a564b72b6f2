package dev.gitmodel.lfs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes to a batch answer, as a test wants it. */
final class BatchAnswers {
  private BatchAnswers() {}

  /** Each object changed. */
  static Map<String, Object> each(
      Map<String, Object> answer, UnaryOperator<Map<String, Object>> change) {
    Map<String, Object> changed = new LinkedHashMap<>(answer);
    List<Object> objects = new ArrayList<>();
    for (Object object : (List<?>) answer.get("objects")) {
      objects.add(change.apply(copy((Map<?, ?>) object)));
    }
    changed.put("objects", objects);
    return changed;
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  /** The transfer's action of each object changed. */
  static Map<String, Object> actions(
      Map<String, Object> answer, UnaryOperator<Map<String, Object>> change) {
    return each(
        answer,
        object -> {
          if (object.get("actions") instanceof Map<?, ?> given) {
            Map<String, Object> actions = copy(given);
            actions.replaceAll((name, action) -> change.apply(copy((Map<?, ?>) action)));
            object.put("actions", actions);
          }
          return object;
        });
  }

  static Map<String, Object> expiring(Map<String, Object> answer, String key, Object value) {
    return actions(
        answer,
        action -> {
          action.remove("expires_in");
          action.put(key, value);
          return action;
        });
  }

  static Map<String, Object> header(Map<String, Object> answer, String name, String value) {
    return actions(
        answer,
        action -> {
          Map<String, Object> header =
              action.get("header") instanceof Map<?, ?> given ? copy(given) : new LinkedHashMap<>();
          header.put(name, value);
          action.put("header", header);
          return action;
        });
  }

  static Map<String, Object> refusing(Map<String, Object> answer, int code, String message) {
    return each(
        answer,
        object -> {
          object.remove("actions");
          object.put("error", Map.of("code", (long) code, "message", message));
          return object;
        });
  }

  static Map<String, Object> with(Map<String, Object> answer, String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(answer);
    changed.put(key, value);
    return changed;
  }
}
