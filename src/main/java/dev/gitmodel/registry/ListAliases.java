package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ModelStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which version each alias was on at a time, and who had put it there when and why. */
public final class ListAliases {
  private static final String ALIASES = "refs/aliases/";

  private final ModelStore store;

  public ListAliases(ModelStore store) {
    this.store = store;
  }

  /** Of which model, and when. */
  public record Request(ModelName model, Instant at) {}

  /** The aliases by name. */
  public record Holders(ModelName model, Instant at, List<Holder> holders) {
    public Holders {
      holders = List.copyOf(holders);
    }
  }

  /** An alias, the version it was on, and the entry that put it there, where the log has one. */
  public record Holder(
      AliasName alias, Version version, Optional<Put> put, Optional<Tombstone> retired) {}

  /** Who put it there. */
  public record Put(Actor by, Instant at, Optional<String> reason, Revision entry) {}

  /** NOT_FOUND where there is no such model, or was none then. */
  public Holders apply(Request request) {
    Then then = Then.look(store, request.model(), Optional.of(request.at()));
    Map<AliasName, Version> aliases = then.state().aliases();
    Map<AliasName, Put> puts = puts(then, aliases.keySet());
    List<Holder> holders = new ArrayList<>();
    aliases.forEach(
        (alias, version) ->
            holders.add(
                new Holder(
                    alias, version, Optional.ofNullable(puts.get(alias)), then.retired(version))));
    return new Holders(request.model(), request.at(), holders);
  }

  /** Reads the log backwards only until every alias is explained. */
  private static Map<AliasName, Put> puts(Then then, Set<AliasName> aliases) {
    Set<AliasName> open = new TreeSet<>(aliases);
    Map<AliasName, Put> puts = new HashMap<>();
    try (Stream<AuditEntry> log = then.state().log()) {
      Iterator<AuditEntry> newestFirst = log.iterator();
      while (!open.isEmpty() && newestFirst.hasNext()) {
        AuditEntry entry = newestFirst.next();
        for (RefMove move : entry.moves()) {
          alias(move)
              .filter(open::remove)
              .ifPresent(
                  alias ->
                      puts.put(alias, new Put(entry.by(), entry.at(), entry.reason(), entry.id())));
        }
      }
    }
    return puts;
  }

  private static Optional<AliasName> alias(RefMove move) {
    return Optional.of(move.ref())
        .filter(ref -> ref.startsWith(ALIASES))
        .map(ref -> ref.substring(ALIASES.length()))
        .filter(AliasName::isAlias)
        .map(AliasName::new);
  }
}
