package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Printable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An audit event in the making; every line of it is one visible line when it is finished. */
final class Event {
  private static final int LONGEST_LINE = 200;

  private final Operation operation;
  private final String subject;
  private final Map<String, String> trailers = new LinkedHashMap<>();
  private final Map<String, Object> before = new LinkedHashMap<>();
  private final Map<String, Object> after = new LinkedHashMap<>();

  Event(Operation operation, String subject) {
    this.operation = operation;
    this.subject = line(subject);
  }

  /** {@code text} as one visible line that fits into a log. */
  static String line(String text) {
    String visible = Printable.of(text.strip());
    return visible.length() <= LONGEST_LINE
        ? visible
        : visible.substring(0, LONGEST_LINE - 3) + "...";
  }

  Event trailer(String key, Object value) {
    trailers.put(key, line(value.toString()));
    return this;
  }

  /** {@code what} was {@code was} and is {@code is}; an empty side is left out. */
  Event change(String what, Map<String, ?> was, Map<String, ?> is) {
    if (!was.isEmpty()) {
      before.put(what, new TreeMap<>(was));
    }
    if (!is.isEmpty()) {
      after.put(what, new TreeMap<>(is));
    }
    return this;
  }

  /** What an operation takes away. */
  Event was(String key, Object value) {
    before.put(key, value);
    return this;
  }

  /** What an operation brings. */
  Event is(String key, Object value) {
    after.put(key, value);
    return this;
  }

  AuditEvent because(Optional<String> reason) {
    return new AuditEvent(operation, subject, trailers, reason, before, after);
  }

  AuditEvent finished() {
    return because(Optional.empty());
  }
}
