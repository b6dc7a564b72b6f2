package dev.gitmodel.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A document against a published schema, each violation at its place. The only class that loads the
 * validator: what is on the path of every command must not.
 */
final class SchemaCheck {
  /** Patterns are for short fields; a longer text would only exhaust the matcher. */
  private static final int LONGEST_MATCHED = 4096;

  private final JsonSchema schema;
  private final SchemaWords words;

  private SchemaCheck(String schemaText) {
    // As our own parser reads it: the validator's would load data binding, half the time of a
    // check.
    Map<?, ?> text = (Map<?, ?>) Json.read(schemaText.getBytes(StandardCharsets.UTF_8));
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .regularExpressionFactory(regex -> matcher(Pattern.compile(wholeText(regex)))::test)
            .build();
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(json(text), config);
    this.words = new SchemaWords(text);
  }

  static void model(Cursor root) {
    Model.CHECK.check(root);
  }

  static void registry(Cursor root) {
    Registry.CHECK.check(root);
  }

  private void check(Cursor document) {
    Node root = document.root();
    Problems problems = document.problems();
    for (ValidationMessage violation : schema.validate(json(document.value()))) {
      List<?> path = path(violation.getInstanceLocation());
      List<?> rule = path(violation.getEvaluationPath());
      String keyword = rule.get(rule.size() - 1).toString();
      // Which of the two that go together is too few is the mapping's matter.
      String property = keyword.equals("dependentRequired") ? null : violation.getProperty();
      Place place = Place.of(root, property == null ? path : append(path, property));
      if (keyword.equals("additionalProperties") && property != null) {
        problems.add(place.key(), place.field(), words.unknown(property, rule));
      } else if (keyword.equals("required") && property != null) {
        problems.add(place.node().at(), place.field(), "it was expected here, and is missing");
      } else if (keyword.equals("not") || keyword.equals("propertyNames")) {
        problems.add(place.key(), place.field(), words.expected(rule));
      } else {
        problems.add(
            place.node().at(),
            place.field(),
            words.expected(rule) + " was expected, found " + place.found());
      }
    }
  }

  private static List<?> append(List<?> path, String property) {
    return Stream.concat(path.stream(), Stream.of(property)).toList();
  }

  private static Predicate<String> matcher(Pattern pattern) {
    return text -> text.length() <= LONGEST_MATCHED && pattern.matcher(text).find();
  }

  /** Java's {@code $} would let a line break pass at the end; JSON Schema's does not. */
  private static String wholeText(String regex) {
    return regex.endsWith("$") ? regex.substring(0, regex.length() - 1) + "\\z" : regex;
  }

  private static List<?> path(JsonNodePath path) {
    return IntStream.range(0, path.getNameCount()).mapToObj(path::getElement).toList();
  }

  private static JsonNode json(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = nodes.objectNode();
      map.forEach((key, inner) -> object.set(String.valueOf(key), json(inner)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = nodes.arrayNode();
      list.forEach(item -> array.add(json(item)));
      return array;
    }
    if (value instanceof Long whole) {
      return nodes.numberNode(whole);
    }
    if (value instanceof Double real) {
      return nodes.numberNode(real);
    }
    return value instanceof Boolean b ? nodes.booleanNode(b) : new Text(value.toString());
  }

  /** The validator has each value of an enum print itself, and Jackson's own prints as a mapper. */
  private static final class Text extends TextNode {
    private static final long serialVersionUID = 1;

    Text(String text) {
      super(text);
    }

    @Override
    public String toString() {
      return Json.line(textValue());
    }
  }

  /** Loaded when first asked for. */
  private static final class Model {
    static final SchemaCheck CHECK = new SchemaCheck(SchemaText.model());
  }

  /** Loaded when first asked for. */
  private static final class Registry {
    static final SchemaCheck CHECK = new SchemaCheck(SchemaText.registry());
  }
}
