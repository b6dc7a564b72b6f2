package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SchemaTest {
  static List<String> schemas() {
    return List.of(SchemaText.model(), SchemaText.registry());
  }

  private static Map<?, ?> tree(String schema) {
    return (Map<?, ?>) Json.read(schema.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void thePublishedSchemasAreSchemas(String schema) {
    var metaSchema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"),
                SchemaValidatorsConfig.builder().build());
    assertThat(metaSchema.validate(schema, InputFormat.JSON)).isEmpty();
    assertThat(metaSchema.validate("{\"type\": 5}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void textsAreWhereTheSchemaSaysString() {
    for (Map.Entry<String, Shape> e :
        Map.of(SchemaText.model(), Shape.MODEL, SchemaText.registry(), Shape.REGISTRY).entrySet()) {
      Map<?, ?> root = tree(e.getKey());
      Map<String, Boolean> said = new TreeMap<>();
      leaves(root, root, "", said);
      assertThat(said).hasSizeGreaterThan(10);
      said.forEach(
          (path, isText) ->
              assertThat(shape(e.getValue(), path).isText()).as(path).isEqualTo(isText));
    }
  }

  /** Each scalar's path in the schema, and whether it is a text there. */
  private static void leaves(
      Map<?, ?> root, Map<?, ?> node, String path, Map<String, Boolean> into) {
    if (node.get("$ref") instanceof String ref) {
      if (!ref.endsWith("free")) {
        leaves(root, definition(root, ref), path, into);
      } else {
        into.put(path, false);
      }
    } else if (node.containsKey("type") || node.containsKey("enum")) {
      if (!"object".equals(node.get("type")) && !"array".equals(node.get("type"))) {
        into.put(path, "string".equals(node.get("type")) || node.containsKey("enum"));
      }
    }
    if (node.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((key, inner) -> leaves(root, (Map<?, ?>) inner, path + "/" + key, into));
    }
    if (node.get("items") instanceof Map<?, ?> items) {
      leaves(root, items, path + "/*", into);
    }
    if (node.get("additionalProperties") instanceof Map<?, ?> others) {
      leaves(root, others, path + "/any", into);
    }
  }

  private static Shape shape(Shape shape, String path) {
    for (String step : path.substring(1).split("/", -1)) {
      shape = step.equals("*") ? shape.item() : shape.at(step);
    }
    return shape;
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyFieldIsDescribedAndSaysWhatItExpects(String schema) {
    described(tree(schema), tree(schema));
  }

  private static Map<?, ?> definition(Map<?, ?> root, Object ref) {
    Object definitions = Optional.ofNullable((Object) root.get("$defs")).orElseThrow();
    String name = ref.toString().substring("#/$defs/".length());
    return (Map<?, ?>)
        Optional.ofNullable((Object) ((Map<?, ?>) definitions).get(name)).orElseThrow();
  }

  private static boolean saysWhatItExpects(Map<?, ?> root, Map<?, ?> field) {
    Object ref = field.get("$ref");
    return field.containsKey("errorMessage")
        || (ref != null && definition(root, ref).containsKey("errorMessage"));
  }

  private static void described(Map<?, ?> root, Map<?, ?> node) {
    if (node.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (key, value) -> {
            Map<?, ?> field = (Map<?, ?>) value;
            assertThat(saysWhatItExpects(root, field)).as("errorMessage of " + key).isTrue();
          });
    }
    node.values()
        .forEach(
            v -> {
              if (v instanceof Map<?, ?> inner) {
                described(root, inner);
              }
            });
  }
}
