package dev.gitmodel.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code registry.yaml} asks, at one revision of it: who has which role, which rules guard
 * which aliases, whether audit entries are signed, which metrics are better lower, whether each
 * alias has a branch as well, where the registry can't be listed which models there are, and who is
 * told of what.
 */
public record Policy(
    Optional<Revision> revision,
    Map<String, Set<String>> rolesByEmail,
    boolean signAudit,
    List<AliasRule> aliasRules,
    Map<String, Direction> directions,
    boolean aliasBranches,
    SortedSet<ModelName> models,
    List<Subscription> notifications) {
  /** Everybody may do everything. */
  public static final Policy OPEN =
      new Policy(
          Optional.empty(),
          Map.of(),
          false,
          List.of(),
          Map.of(),
          false,
          Collections.emptySortedSet(),
          List.of());

  public Policy {
    notifications = List.copyOf(notifications);
    rolesByEmail = Map.copyOf(rolesByEmail);
    aliasRules = List.copyOf(aliasRules);
    directions = Map.copyOf(directions);
    models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
  }

  /** One that tells nobody. */
  public Policy(
      Optional<Revision> revision,
      Map<String, Set<String>> rolesByEmail,
      boolean signAudit,
      List<AliasRule> aliasRules,
      Map<String, Direction> directions,
      boolean aliasBranches,
      SortedSet<ModelName> models) {
    this(
        revision,
        rolesByEmail,
        signAudit,
        aliasRules,
        directions,
        aliasBranches,
        models,
        List.of());
  }

  /** The rules that guard {@code alias} of {@code model}. */
  public List<AliasRule> rulesFor(ModelName model, AliasName alias) {
    return aliasRules.stream().filter(r -> r.guards(model, alias)).toList();
  }

  /** The actor's roles. */
  public Set<String> roles(Actor actor) {
    return rolesByEmail.getOrDefault(actor.email(), Set.of());
  }

  /** As the policy says, else as the name suggests. */
  public Direction direction(String metric) {
    Direction said = directions.get(metric);
    return said == null ? Direction.usual(metric) : said;
  }

  /** As the policy says or the name tells; empty where neither does. */
  public Optional<Direction> toldDirection(String metric) {
    return Optional.ofNullable(directions.get(metric)).or(() -> Direction.told(metric));
  }
}
