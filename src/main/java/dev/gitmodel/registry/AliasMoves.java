package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the move of an alias is recorded, whoever moves it. */
final class AliasMoves {
  private AliasMoves() {}

  /** An alias from where it was, if anywhere, to a version. */
  record Move(AliasName alias, Optional<Version> from, Version to) {
    Operation operation() {
      return from.isEmpty() ? Operation.ALIAS_SET : Operation.ALIAS_MOVE;
    }

    String line() {
      return "alias " + alias + ": " + shown(from) + " -> " + to;
    }
  }

  static String shown(Optional<Version> version) {
    return version.map(Version::toString).orElse("none");
  }

  static ChangeSet change(Move move, Optional<String> reason) {
    return new ChangeSet(changes(move), event(move).because(reason));
  }

  static List<Change> changes(Move move) {
    return List.of(new Change.SetAlias(move.alias(), move.to()));
  }

  static Event event(Move move) {
    String alias = move.alias().text();
    Map<String, Object> was =
        move.from().<Map<String, Object>>map(v -> Map.of(alias, v.toString())).orElse(Map.of());
    return new Event(move.operation(), move.line())
        .trailer("Alias", alias)
        .trailer("Version", move.to())
        .change("aliases", was, Map.of(alias, move.to().toString()));
  }
}
