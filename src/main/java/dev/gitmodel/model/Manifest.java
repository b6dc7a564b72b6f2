package dev.gitmodel.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.yaml} says: an immutable tree of maps, lists, texts, {@code Long}, {@code
 * Double} and {@code Boolean}, already checked against the schema.
 */
public final class Manifest {
  /** The file that holds it. */
  public static final FilePath FILE = new FilePath("model.yaml");

  /** A manifest that says nothing. */
  public static final Manifest EMPTY = new Manifest(Map.of());

  /** The kind of what does not say another. */
  public static final String USUAL_KIND = "model";

  /** What {@code kind} can be. */
  public static final Set<String> KINDS = Set.of("model", "dataset", "adapter");

  /** INVALID where nothing is of that kind. */
  public static void requireKind(String kind) {
    if (!KINDS.contains(kind)) {
      throw RegistryException.invalid(
          "'" + Printable.of(kind) + "' is not a kind of model",
          "a kind is model, dataset or adapter");
    }
  }

  private final Map<String, Object> fields;

  public Manifest(Map<String, Object> fields) {
    this(fields, true);
  }

  private Manifest(Map<String, Object> fields, boolean mayChange) {
    this.fields = Collections.unmodifiableMap(mayChange ? new LinkedHashMap<>(fields) : fields);
  }

  /**
   * Of fields that never change, and so are not copied: they may be read when they are asked for.
   */
  public static Manifest over(Map<String, Object> fields) {
    return new Manifest(fields, false);
  }

  public Map<String, Object> fields() {
    return fields;
  }

  /** The text of a top-level field. */
  public Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field)).map(String::valueOf);
  }

  /** The texts of a top-level list; empty where there is none. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    if (fields.get(field) instanceof List<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    }
    return Collections.unmodifiableList(texts);
  }

  public Optional<Version> version() {
    return text("version").map(Version::parse);
  }

  /** {@code model}, {@code dataset} or {@code adapter}. */
  public String kind() {
    return text("kind").orElse(USUAL_KIND);
  }

  /** The dataset that {@code training:} names. */
  public Optional<String> trainingDataset() {
    return Optional.ofNullable(flat().get("training.dataset"));
  }

  /** Every scalar by its dotted path as YAML has it, lists as {@code [a, b]}; sorted. */
  public SortedMap<String, String> flat() {
    SortedMap<String, String> flat = new TreeMap<>();
    fields.forEach((key, value) -> flatten(key, value, flat));
    return flat;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Manifest that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.toString();
  }

  private static void flatten(String path, Object value, SortedMap<String, String> into) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, inner) -> flatten(path + "." + key, inner, into));
    } else {
      into.put(path, written(value));
    }
  }

  private static String written(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Manifest::written).collect(Collectors.joining(", ", "[", "]"));
    }
    String text = String.valueOf(value);
    return value instanceof Double ? text.toLowerCase(Locale.ROOT) : text;
  }
}
