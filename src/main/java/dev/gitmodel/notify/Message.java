package dev.gitmodel.notify;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Destination;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One entry of a model's audit log, as it is told to one destination. */
record Message(String registry, ModelName model, AuditEntry entry, Destination to) {
  private static final int ID_DIGITS = 16;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The same whenever the same is told to the same again. */
  String id() {
    byte[] address = to.address().getBytes(StandardCharsets.UTF_8);
    return entry.id().hex() + "-" + Digest.of(address).hex().substring(0, ID_DIGITS);
  }

  /** The entry as {@code audit --json} prints it, after the registry that it is of. */
  byte[] json() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("registry", registry);
    body.put("model", model);
    body.put("id", entry.id());
    body.put("operation", entry.operation());
    body.put("by", entry.by());
    body.put("at", entry.at());
    body.put("subject", entry.subject());
    body.put("reason", entry.reason());
    body.put("trailers", entry.trailers());
    body.put("moves", entry.moves());
    return Json.line(body).getBytes(StandardCharsets.UTF_8);
  }

  /** {@code [acme/iris] alias champion: 1.1.0 -> 1.2.0}. */
  String subject() {
    return "[" + model + "] " + Printable.of(entry.subject());
  }

  /** What, who, when, why, from where to where, and how to look. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(Printable.of(entry.subject())).append("\n\n");
    field(text, "model", model.toString());
    field(text, "what", entry.operation());
    field(text, "who", entry.by().toString());
    field(text, "when", TIME.format(entry.at()));
    entry.reason().ifPresent(reason -> field(text, "reason", reason));
    for (RefMove move : entry.moves()) {
      field(text, "ref", move.ref() + " " + shown(move.from()) + " -> " + shown(move.to()));
    }
    text.append("\nLook at it with:\n  git model audit ").append(model).append(" --limit 10\n");
    entry
        .version()
        .ifPresent(
            version ->
                text.append("  git model info ").append(model).append('@').append(version + "\n"));
    text.append("\n-- \nSent because registry.yaml of ").append(Printable.of(registry));
    return text.append(" says so, under notifications.\n").toString();
  }

  private static void field(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-8s", name)).append(Printable.of(value)).append('\n');
  }

  private static String shown(Revision revision) {
    return revision.isNone() ? "none" : revision.abbreviated();
  }
}
