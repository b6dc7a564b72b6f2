package dev.gitmodel.registry;

import dev.gitmodel.model.AliasRule;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.Policy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Policies that guard one alias of every model; Ann is a releaser. */
final class Policies {
  private Policies() {}

  static Policy role(String alias, String... roles) {
    return of(
        new AliasRule(List.of(new Glob("**")), List.of(new Glob(alias)), Set.of(roles), List.of()));
  }

  static Policy gates(String alias, List<GateRule> gates) {
    return of(new AliasRule(List.of(new Glob("**")), List.of(new Glob(alias)), Set.of(), gates));
  }

  private static Policy of(AliasRule rule) {
    return new Policy(
        Optional.empty(),
        Map.of("ann@example.org", Set.of("releaser")),
        false,
        List.of(rule),
        Map.of(),
        false,
        Collections.emptySortedSet());
  }
}
