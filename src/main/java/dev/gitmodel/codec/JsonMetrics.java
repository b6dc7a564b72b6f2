package dev.gitmodel.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of a JSON object, with the place of each that is none. */
final class JsonMetrics {
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final String HINT =
      "write an object of numbers and texts, for example {\"f1\": 0.86}";

  private final JsonParser parser;
  private final Problems problems;
  private final Map<String, MetricValue> values = new TreeMap<>();

  private JsonMetrics(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  static MetricSet read(String fileName, byte[] bytes) {
    Problems problems = new Problems(fileName);
    try {
      MetricSet metrics =
          JsonReader.read(
              bytes, MOST_BYTES, problems, parser -> new JsonMetrics(parser, problems).root());
      problems.throwIfAny(HINT);
      return metrics;
    } catch (Refusal e) {
      throw problems.exception(HINT);
    }
  }

  private MetricSet root() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw problems.fatal(Position.START, "", "an object of metrics was expected");
    }
    object("");
    return problems.isEmpty() ? MetricSet.of(values) : MetricSet.EMPTY;
  }

  private void object(String path) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String name = path.isEmpty() ? key : path + "." + key;
      Position at = JsonReader.at(parser);
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        object(name);
      } else {
        put(name, at);
      }
    }
  }

  private void put(String name, Position at) throws IOException {
    try {
      MetricSet.of(Map.of(name, new MetricValue.Whole(0))); // Checks the name at its place.
      if (values.putIfAbsent(name, value()) != null) {
        problems.add(at, name, "each metric once was expected, this one is there twice");
      }
    } catch (RegistryException e) {
      problems.add(at, name, e.text());
    }
  }

  private MetricValue value() throws IOException {
    String text = parser.getText();
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(text);
      case VALUE_STRING, VALUE_TRUE, VALUE_FALSE -> new MetricValue.Text(text);
      default -> {
        parser.skipChildren();
        throw RegistryException.invalid("a number or a text was expected", HINT);
      }
    };
  }

  private static MetricValue number(String text) {
    MetricValue value = MetricValue.parse(text);
    if (value.number().isEmpty()) {
      throw RegistryException.invalid("a finite number was expected, found " + text, HINT);
    }
    return value;
  }
}
