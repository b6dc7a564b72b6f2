package dev.gitmodel.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One operation as it is to be recorded: the subject line, trailers of one line each, and the
 * values before and after (trees as in {@link Manifest}).
 */
public record AuditEvent(
    Operation operation,
    String subject,
    Map<String, String> trailers,
    Optional<String> reason,
    Map<String, Object> before,
    Map<String, Object> after) {
  public AuditEvent {
    oneLine("the subject", subject);
    trailers.forEach(AuditEvent::oneLine);
    reason.ifPresent(text -> oneLine("the reason", text));
    trailers = Collections.unmodifiableMap(new LinkedHashMap<>(trailers));
    before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
    after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
  }

  /** No entry can forge a {@code Ref:} line, because no value spans two. */
  private static void oneLine(String what, String text) {
    if (text.isBlank() || text.length() > 1000 || !Printable.of(text).equals(text)) {
      throw RegistryException.invalid(
          what + " must be one line of visible text, at most 1000 characters",
          "longer text belongs into the description: git model describe REF TEXT");
    }
  }
}
