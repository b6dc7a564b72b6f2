package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which versions an alias was on, as the audit log has it. */
final class AliasHolders {
  /** The trailer of a move that was a rollback: it takes back moves instead of adding one. */
  static final String ROLLBACK = "Rollback-From";

  private AliasHolders() {}

  /** Those still there that it was ever on, rolled back from or not. */
  static Set<Version> ever(Snapshot now, AliasName alias) {
    Set<Version> there = now.versions();
    return moves(now, alias).stream()
        .flatMap(move -> move.version().stream())
        .filter(there::contains)
        .collect(Collectors.toSet());
  }

  /** Those still there and not the present one, the last one first. */
  static List<Version> earlier(Snapshot now, AliasName alias) {
    Set<Version> there = now.versions();
    Optional<Version> present = Optional.ofNullable(now.aliases().get(alias));
    return held(now, alias).stream()
        .filter(v -> !present.equals(Optional.of(v)))
        .filter(there::contains)
        .distinct()
        .toList();
  }

  /** A stack: a move puts a version on it, a rollback takes off what came after its version. */
  private static Deque<Version> held(Snapshot now, AliasName alias) {
    Deque<Version> held = new ArrayDeque<>();
    for (AuditEntry move : moves(now, alias)) {
      Version to = move.version().orElseThrow();
      if (move.trailer(ROLLBACK).isPresent() && held.contains(to)) {
        while (!held.getFirst().equals(to)) {
          held.removeFirst();
        }
      } else {
        held.addFirst(to);
      }
    }
    return held;
  }

  private static List<AuditEntry> moves(Snapshot now, AliasName alias) {
    String ref = "refs/aliases/" + alias;
    try (Stream<AuditEntry> audit = now.log()) {
      List<AuditEntry> moves =
          audit
              .filter(entry -> entry.moves().stream().anyMatch(m -> put(m, ref)))
              .filter(entry -> entry.version().isPresent())
              .collect(Collectors.toList());
      Collections.reverse(moves);
      return moves;
    }
  }

  private static boolean put(RefMove move, String ref) {
    return move.ref().equals(ref) && !move.to().isNone();
  }
}
