package dev.gitmodel.lfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of a request's head, in order; names in any case, and nothing that ends a line. */
public record HttpFields(List<Field> all) {
  /** No fields. */
  public static final HttpFields NONE = new HttpFields(List.of());

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\uffff]{0,16384}");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(authori[sz]ation|auth|token|cookie|secret|password|key).*");

  /** These describe the message or the connection, which is ours to make. */
  private static final Set<String> OURS =
      Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

  /** One line of the head. */
  public record Field(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    /** Never the value, which may be a secret. */
    @Override
    public String toString() {
      return name;
    }
  }

  public HttpFields {
    all = List.copyOf(all);
  }

  /** One field. */
  public static HttpFields of(String name, String value) {
    return new HttpFields(List.of(new Field(name, value)));
  }

  static HttpFields of(Map<String, String> fields) {
    return new HttpFields(
        fields.entrySet().stream().map(e -> new Field(e.getKey(), e.getValue())).toList());
  }

  /** True where every one could stand in a request. */
  boolean wellFormed() {
    return all.stream()
        .allMatch(f -> NAME.matcher(f.name).matches() && VALUE.matcher(f.value).matches());
  }

  boolean has(String name) {
    return all.stream().anyMatch(field -> field.is(name));
  }

  /** True where a field of that name says {@code value}. */
  boolean says(String name, String value) {
    return all.stream().anyMatch(f -> f.is(name) && f.value.strip().equalsIgnoreCase(value));
  }

  /** These, and {@code others} in place of those of the same name. */
  public HttpFields with(HttpFields others) {
    List<Field> both = new ArrayList<>(all.stream().filter(f -> !others.has(f.name)).toList());
    both.addAll(others.all);
    return new HttpFields(both);
  }

  HttpFields with(String name, String value) {
    return with(of(name, value));
  }

  /** What may go to a host that the receiver of these sends us on to. */
  HttpFields withoutSecrets() {
    return new HttpFields(all.stream().filter(f -> !SECRET.matcher(f.name).matches()).toList());
  }

  /** Without what whoever sends the request writes itself. */
  HttpFields sendable() {
    return new HttpFields(
        all.stream().filter(f -> !OURS.contains(f.name.toLowerCase(Locale.ROOT))).toList());
  }
}
