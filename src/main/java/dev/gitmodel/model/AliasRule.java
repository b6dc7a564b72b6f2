package dev.gitmodel.model;

import java.util.List;
import java.util.Set;

/**
 * What guards some aliases of some models: the roles of which one is needed to set, move or remove
 * them (none named: anybody), and what a version must show to be put there.
 */
public record AliasRule(
    List<Glob> models, List<Glob> aliases, Set<String> roles, List<GateRule> gates) {
  public AliasRule {
    models = List.copyOf(models);
    aliases = List.copyOf(aliases);
    roles = Set.copyOf(roles);
    gates = List.copyOf(gates);
  }

  boolean guards(ModelName model, AliasName alias) {
    return models.stream().anyMatch(g -> g.matches(model.toString()))
        && aliases.stream().anyMatch(g -> g.matches(alias.text()));
  }
}
