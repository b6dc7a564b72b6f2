package dev.gitmodel.codec;

import dev.gitmodel.model.AliasRule;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tree of {@code registry.yaml} to a {@link Policy}. It accepts what the published schema
 * accepts, without loading the validator, because every change of a model reads the policy; a test
 * holds the two together.
 */
final class PolicyReader {
  static final Rule EMAIL =
      new Rule("[^@\\s<>\\x00-\\x1f\\x7f]+@[^@\\s<>\\x00-\\x1f\\x7f]+", 254, "an e-mail address");
  private static final Rule LINE =
      new Rule("(?!\\s)[^\\x00-\\x1f\\x7f]+(?<!\\s)", 256, "a name on one line");
  private static final Rule ROLE = new Rule("[a-z][a-z0-9-]{0,62}", 63, "a role");
  private static final Rule GLOB = new Rule("[^/\\s]\\S*", 1024, "a glob");
  private static final Rule DIRECTION = new Rule("lower|higher", 6, "lower or higher");
  private static final Rule SIGN = new Rule("required|optional", 8, "required or optional");
  private static final Rule MODEL =
      new Rule(
          "[a-z0-9][a-z0-9._-]{0,95}(/[a-z0-9][a-z0-9._-]{0,95})?",
          193,
          "the name of a model, such as acme/iris");
  private static final int MOST_MODELS = 100_000;
  private static final int MOST_RULES = 1000;
  private static final int MOST_ROLES = 100;

  private PolicyReader() {}

  static Policy policy(Cursor root, Optional<Revision> revision) {
    root.fields("models", "users", "metrics", "aliases", "policy", "notifications");
    Optional<Cursor> policy = root.at("policy");
    policy.ifPresent(p -> p.fields("audit", "aliases"));
    List<Cursor> rules =
        policy.flatMap(p -> p.at("aliases")).map(a -> a.items(0, MOST_RULES)).orElse(List.of());
    return new Policy(
        revision,
        users(root),
        policy.flatMap(p -> p.at("audit")).filter(PolicyReader::isSigned).isPresent(),
        rules.stream().map(PolicyReader::rule).toList(),
        directions(root),
        root.at("aliases").filter(PolicyReader::branches).isPresent(),
        models(root),
        SubscriptionReader.subscriptions(root));
  }

  private static SortedSet<ModelName> models(Cursor root) {
    SortedSet<ModelName> models = new TreeSet<>();
    for (Cursor item : root.at("models").map(m -> m.items(0, MOST_MODELS)).orElse(List.of())) {
      item.text(MODEL).ifPresent(name -> add(name, item, models));
    }
    return models;
  }

  /** The form alone does not tell: there are names that no file system takes. */
  private static void add(String name, Cursor item, SortedSet<ModelName> models) {
    try {
      models.add(ModelName.parse(name));
    } catch (RegistryException e) {
      item.refuse(e.text());
    }
  }

  private static Map<String, Set<String>> users(Cursor root) {
    Map<String, Set<String>> roles = new TreeMap<>();
    root.each("users")
        .forEach(
            (email, user) -> {
              user.key(EMAIL);
              user.fields("name", "roles");
              user.at("name").ifPresent(name -> name.text(LINE));
              roles.put(email, Set.copyOf(roles(user)));
            });
    return roles;
  }

  private static Map<String, Direction> directions(Cursor root) {
    Map<String, Direction> directions = new TreeMap<>();
    root.each("metrics")
        .forEach(
            (metric, way) -> {
              way.key(GateReader.METRIC);
              way.text(DIRECTION)
                  .map(text -> Direction.valueOf(text.toUpperCase(Locale.ROOT)))
                  .ifPresent(direction -> directions.put(metric, direction));
            });
    return directions;
  }

  private static boolean branches(Cursor aliases) {
    aliases.fields("branches");
    return aliases.at("branches").filter(Cursor::isTrue).isPresent();
  }

  private static boolean isSigned(Cursor audit) {
    audit.fields("sign");
    return audit.at("sign").flatMap(s -> s.text(SIGN)).filter("required"::equals).isPresent();
  }

  private static AliasRule rule(Cursor rule) {
    rule.fields("models", "aliases", "roles", "require");
    if (rule.at("aliases").isEmpty()) {
      rule.refuse("aliases were expected here, and are missing");
    }
    return new AliasRule(
        rule.at("models").map(PolicyReader::globs).orElse(List.of(new Glob("*"))),
        rule.at("aliases").map(PolicyReader::globs).orElse(List.of()),
        Set.copyOf(roles(rule)),
        rule.at("require").map(GateReader::gates).orElse(List.of()));
  }

  private static List<String> roles(Cursor owner) {
    return owner
        .at("roles")
        .map(roles -> roles.items(0, MOST_ROLES).stream().flatMap(r -> r.text(ROLE).stream()))
        .map(texts -> texts.toList())
        .orElse(List.of());
  }

  static List<Glob> globs(Cursor globs) {
    return globs.items(1, MOST_RULES).stream()
        .flatMap(glob -> glob.text(GLOB).stream())
        .map(Glob::new)
        .toList();
  }
}
