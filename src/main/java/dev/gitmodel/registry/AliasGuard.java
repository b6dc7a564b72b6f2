package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AliasRule;
import dev.gitmodel.model.GateRule;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the policy who may touch an alias, and what a version must show to be put there. */
final class AliasGuard {
  private AliasGuard() {}

  /** FORBIDDEN, naming the roles, where {@code by} has none that each rule of the alias asks. */
  static void allow(Snapshot now, Actor by, AliasName alias) {
    for (AliasRule rule : now.policy().rulesFor(now.model(), alias)) {
      boolean allowed =
          rule.roles().isEmpty() || !Collections.disjoint(rule.roles(), now.policy().roles(by));
      if (!allowed) {
        throw new RegistryException(
            Problem.FORBIDDEN,
            by.email()
                + " may not change the alias "
                + alias
                + " of "
                + now.model()
                + ": it takes the role "
                + String.join(" or ", new TreeSet<>(rule.roles())),
            "ask somebody who has it, or for the role in registry.yaml");
      }
    }
  }

  static void allowAll(Snapshot now, Actor by, Collection<AliasName> aliases) {
    aliases.forEach(alias -> allow(now, by, alias));
  }

  /** All that guards the alias. */
  static List<GateRule> rules(Snapshot now, AliasName alias) {
    return now.policy().rulesFor(now.model(), alias).stream()
        .flatMap(rule -> rule.gates().stream())
        .toList();
  }

  /** What the alias's gates say of {@code candidate} in place of the present holder. */
  static Verdict judge(Snapshot now, AliasName alias, Evidence candidate) {
    return new Gate(now.policy()).judge(rules(now, alias), candidate, holder(now, alias));
  }

  static Optional<Evidence> holder(Snapshot now, AliasName alias) {
    return Optional.ofNullable(now.aliases().get(alias)).map(v -> Evidence.of(now, v));
  }

  /** REFUSED where the verdict is no, each unmet rule with its value. */
  static void require(ModelName model, Version version, AliasName alias, Verdict verdict) {
    if (verdict.passed()) {
      return;
    }
    String unmet =
        verdict.failures().stream()
            .map(o -> o.rule() + " (" + o.value() + ")")
            .collect(Collectors.joining("; "));
    throw new RegistryException(
        Problem.REFUSED,
        model + "@" + version + " does not pass for " + alias + ": " + unmet,
        "see every rule with: git model gate " + model + "@" + version + " --alias " + alias);
  }
}
