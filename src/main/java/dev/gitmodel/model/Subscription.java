package dev.gitmodel.model;

import java.util.List;
import java.util.Set;

/**
 * Who is told of what: of some operations (none named: all) on some models, and where aliases are
 * named only of what moves one of those.
 */
public record Subscription(
    Destination to, Set<String> operations, List<Glob> models, List<Glob> aliases) {
  private static final List<String> ALIASES = List.of("refs/aliases/", "refs/heads/alias/");

  /** {@code operations} are such as {@code alias.move}, or {@code alias} for all of a kind. */
  public Subscription {
    operations = Set.copyOf(operations);
    models = List.copyOf(models);
    aliases = List.copyOf(aliases);
  }

  /** True where something of that model may be told. */
  public boolean isAbout(ModelName model) {
    return models.stream().anyMatch(glob -> glob.matches(model.toString()));
  }

  /** True where the entry is to be told. */
  public boolean covers(ModelName model, AuditEntry entry) {
    return isAbout(model)
        && (operations.isEmpty()
            || operations.stream().anyMatch(o -> (entry.operation() + ".").startsWith(o + ".")))
        && (aliases.isEmpty() || movesOne(entry));
  }

  private boolean movesOne(AuditEntry entry) {
    return entry.moves().stream()
        .map(RefMove::ref)
        .anyMatch(
            ref ->
                ALIASES.stream()
                    .filter(ref::startsWith)
                    .anyMatch(
                        prefix ->
                            aliases.stream()
                                .anyMatch(glob -> glob.matches(ref.substring(prefix.length())))));
  }
}
