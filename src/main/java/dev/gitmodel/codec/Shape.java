package dev.gitmodel.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a document's scalars are texts whatever they look like ({@code no}, {@code 1.10}), and
 * where YAML's own reading holds. It says what the published schema says, without parsing that on
 * every start; a test compares the two. {@code below} is for items and for keys not in {@code
 * fields}; without it they are as this.
 */
record Shape(boolean isText, Map<String, Shape> fields, Optional<Shape> below) {
  /** Every scalar is a text. */
  static final Shape TEXT = new Shape(true, Map.of(), Optional.empty());

  /** Every scalar is what YAML takes it for. */
  static final Shape CORE = new Shape(false, Map.of(), Optional.empty());

  private static final Shape TEXTS = new Shape(true, Map.of(), Optional.of(TEXT));

  /** Of {@code model.yaml}. */
  static final Shape MODEL = model();

  /** Of {@code registry.yaml}. */
  static final Shape REGISTRY =
      keyed(
          Map.of(
              "models", TEXTS,
              "users", each(keyed(Map.of("name", TEXT, "roles", TEXTS))),
              "metrics", each(TEXT),
              "policy", policy(),
              "notifications", each(subscription())));

  /** What holds below {@code key}. */
  Shape at(String key) {
    Shape field = fields.get(key);
    return field == null ? item() : field;
  }

  /** What holds for a list's items. */
  Shape item() {
    return below.orElse(this);
  }

  private static Shape keyed(Map<String, Shape> fields) {
    return new Shape(false, fields, Optional.of(CORE));
  }

  private static Shape each(Shape below) {
    return new Shape(false, Map.of(), Optional.of(below));
  }

  private static Shape model() {
    Map<String, Shape> fields = new HashMap<>();
    for (String text :
        "name version kind summary description framework task architecture base_model license experiment"
            .split(" ", -1)) {
      fields.put(text, TEXT);
    }
    fields.put("language", TEXTS);
    fields.put("tags", TEXTS);
    fields.put("files", TEXTS);
    fields.put("training", training());
    fields.put("evaluation", keyed(Map.of("command", TEXT, "concepts", TEXTS)));
    fields.put("inference", keyed(Map.of("command", TEXT, "select_concepts", TEXTS)));
    return keyed(Map.copyOf(fields));
  }

  private static Shape training() {
    Map<String, Shape> fields = new HashMap<>();
    fields.put("dataset", TEXT);
    fields.put("template", TEXT);
    fields.put("command", TEXT);
    fields.put("metrics", TEXT);
    fields.put("outputs", TEXTS);
    fields.put("code", keyed(Map.of("repository", TEXT, "commit", TEXT)));
    return keyed(Map.copyOf(fields));
  }

  private static Shape subscription() {
    Map<String, Shape> fields = new HashMap<>();
    fields.put("webhook", TEXT);
    fields.put("secret", TEXT);
    for (String texts : "mail on models aliases".split(" ", -1)) {
      fields.put(texts, TEXTS);
    }
    return keyed(Map.copyOf(fields));
  }

  private static Shape policy() {
    Shape require = keyed(Map.of("evaluation", keyed(Map.of("dataset", TEXT))));
    Shape rule =
        keyed(Map.of("models", TEXTS, "aliases", TEXTS, "roles", TEXTS, "require", require));
    return keyed(Map.of("audit", keyed(Map.of("sign", TEXT)), "aliases", each(rule)));
  }
}
