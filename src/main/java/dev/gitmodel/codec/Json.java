package dev.gitmodel.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON without data binding, so that a program that only prints some starts fast. */
public final class Json {
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private Json() {}

  /**
   * {@code tree} indented by two. Maps and records are objects (a record's components in snake
   * case), an empty {@code Optional} is left out, times are ISO texts, metrics numbers or texts,
   * and values with a text form (versions, names, digests) are that text.
   */
  public static String write(Object tree) {
    return Plain.of(tree).map(JsonWriter::indented).orElse("null");
  }

  /** As {@link #write}, on one line without blanks. */
  public static String line(Object tree) {
    return Plain.of(tree).map(JsonWriter::line).orElse("null");
  }

  /**
   * The tree of {@code bytes}: {@code Map<String, Object>}, {@code List<Object>}, {@code String},
   * {@code Long}, {@code Double}, {@code Boolean}; what is {@code null} is left out. At most 64 MiB
   * and 64 levels; a key that is there twice is refused.
   */
  public static Object read(byte[] bytes) {
    return read(bytes, "json");
  }

  /** As above; {@code name} is what an error calls it. */
  public static Object read(byte[] bytes, String name) {
    Problems problems = new Problems(name);
    String hint = "check it with a JSON validator";
    try {
      return JsonReader.read(bytes, MOST_BYTES, problems, p -> root(p, problems));
    } catch (Refusal e) {
      throw problems.exception(hint);
    }
  }

  private static Object root(JsonParser parser, Problems problems) throws IOException {
    if (parser.nextToken() == null) {
      throw problems.fatal(Position.START, "", "a JSON value was expected");
    }
    return value(parser, problems)
        .orElseThrow(() -> problems.fatal(Position.START, "", "a value was expected, not null"));
  }

  private static Optional<Object> value(JsonParser parser, Problems problems) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> Optional.of(object(parser, problems));
      case START_ARRAY -> Optional.of(array(parser, problems));
      case VALUE_STRING -> Optional.of(parser.getText());
      case VALUE_TRUE -> Optional.of(true);
      case VALUE_FALSE -> Optional.of(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(number(parser, problems));
      default -> Optional.empty();
    };
  }

  private static Object number(JsonParser parser, Problems problems) throws IOException {
    String text = parser.getText();
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && text.length() <= 20) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        // Wider than 64 bits: the nearest double, below.
      }
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw problems.fatal(
          JsonReader.at(parser), "", "a finite number was expected, found " + text);
    }
    return value;
  }

  private static Map<String, Object> object(JsonParser parser, Problems problems)
      throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Position at = JsonReader.at(parser);
      parser.nextToken();
      Optional<Object> value = value(parser, problems);
      if (!seen.add(key)) {
        throw problems.fatal(at, key, "each key once was expected, this one is there twice");
      }
      value.ifPresent(v -> map.put(key, v));
    }
    return map;
  }

  private static List<Object> array(JsonParser parser, Problems problems) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser, problems).ifPresent(list::add);
    }
    return list;
  }
}
