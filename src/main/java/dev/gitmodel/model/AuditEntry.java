package dev.gitmodel.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One commit of the audit log: who did what when, and which refs it moved. */
public record AuditEntry(
    Revision id,
    String operation,
    Actor by,
    Instant at,
    String subject,
    Map<String, String> trailers,
    List<RefMove> moves) {
  /** The trailer of a model's first entry that says what kind it was made as. */
  public static final String KIND = "Kind";

  public AuditEntry {
    trailers = Collections.unmodifiableMap(new LinkedHashMap<>(trailers));
    moves = List.copyOf(moves);
  }

  public Optional<String> trailer(String key) {
    return Optional.ofNullable(trailers.get(key));
  }

  public Optional<String> reason() {
    return trailer("Reason");
  }

  /** How it moved that ref. */
  public Optional<RefMove> move(String ref) {
    return moves.stream().filter(move -> move.ref().equals(ref)).findFirst();
  }

  /** The version that the entry is about. */
  public Optional<Version> version() {
    return trailer("Version").flatMap(Version::tryParse);
  }
}
