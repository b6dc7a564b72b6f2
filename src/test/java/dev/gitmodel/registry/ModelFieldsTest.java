package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ModelFieldsTest {
  /** So that a field that is added to the schema is known to the filter, too. */
  @Test
  void theManifestsFieldsAreTheSchemas() throws IOException {
    Set<String> schema = new TreeSet<>();
    try (InputStream in = Json.class.getResourceAsStream("/dev/gitmodel/codec/model.schema.json")) {
      walk("", (Map<?, ?>) Json.read(in.readAllBytes()), schema);
    }
    // Refused in the file, with a word about the command that sets them.
    schema.removeAll(Set.of("metrics", "aliases"));
    Set<String> known = new TreeSet<>(ModelFields.MANIFEST);
    known.addAll(Set.of("name", "version", "kind", "description"));
    assertThat(known).isEqualTo(schema);
    assertThat(ModelFields.OWN).containsKeys("name", "version", "kind", "description");
  }

  private static void walk(String prefix, Map<?, ?> object, Set<String> into) {
    if (object.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (key, value) -> {
            into.add(prefix + key);
            walk(prefix + key + ".", (Map<?, ?>) value, into);
          });
    } else if (object.get("additionalProperties") instanceof Map<?, ?>
        || Boolean.TRUE.equals(object.get("additionalProperties"))) {
      into.add(prefix);
    }
  }
}
