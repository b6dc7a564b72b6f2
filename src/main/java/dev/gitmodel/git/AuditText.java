package dev.gitmodel.git;

import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An audit entry as a commit message: a subject line, and trailers that stock git reads. */
final class AuditText {
  private static final String REF = "Ref";

  private AuditText() {}

  /** What a message says. */
  record Parsed(String subject, Map<String, String> trailers, List<RefMove> moves) {}

  /** The message of an entry. */
  static String write(AuditEvent event, List<RefMove> moves, Map<String, String> more) {
    StringBuilder text = new StringBuilder(event.subject()).append("\n\n");
    line(text, "Operation", event.operation().text());
    event.trailers().forEach((key, value) -> line(text, key, value));
    for (RefMove move : moves) {
      line(text, REF, move.ref() + " " + move.from() + " " + move.to());
    }
    event.reason().ifPresent(reason -> line(text, "Reason", reason));
    more.forEach((key, value) -> line(text, key, value));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  /** Reads a message; lines that are no trailers are passed over. */
  static Parsed parse(String message) {
    String[] lines = message.split("\n", -1);
    Map<String, String> trailers = new LinkedHashMap<>();
    List<RefMove> moves = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(": ");
      if (colon > 0) {
        String key = lines[i].substring(0, colon);
        String value = lines[i].substring(colon + 2);
        if (key.equals(REF)) {
          move(value, moves);
        } else {
          trailers.putIfAbsent(key, value);
        }
      }
    }
    return new Parsed(lines[0], trailers, moves);
  }

  private static void move(String value, List<RefMove> into) {
    String[] parts = value.split(" ", -1);
    if (parts.length == 3) {
      try {
        into.add(new RefMove(parts[0], new Revision(parts[1]), new Revision(parts[2])));
      } catch (RegistryException forged) {
        // Not a move we wrote; the replay then names the ref that does not fit.
      }
    }
  }
}
