package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Random filters, each with a judge that reads snapshots and knows nothing of the parser. */
final class AnyFilter {
  private final Random random;

  AnyFilter(long seed) {
    random = new Random(seed);
  }

  /** A filter as typed, and what it means for a version of a model (empty where it has none). */
  record Meant(String text, BiPredicate<Snapshot, Optional<Version>> judge) {
    /** True where the model is to be listed. */
    boolean lists(Snapshot now) {
      return judged(now).stream().anyMatch(version -> judge.test(now, version));
    }

    private Set<Optional<Version>> judged(Snapshot now) {
      Set<Optional<Version>> versions = new LinkedHashSet<>();
      versions.add(Selector.latest(now.versions()));
      if (text.matches("(?s).*\\balias\\b.*")) {
        now.aliases().values().forEach(v -> versions.add(Optional.of(v)));
      }
      return versions;
    }
  }

  Meant next(int depth) {
    return switch (random.nextInt(depth == 0 ? 1 : 5)) {
      case 1 -> {
        Meant inner = next(depth - 1);
        yield new Meant("not (" + inner.text() + ")", inner.judge().negate());
      }
      case 2 -> joined("and", depth);
      case 3 -> joined("or", depth);
      default -> leaf();
    };
  }

  private Meant joined(String word, int depth) {
    Meant a = next(depth - 1);
    Meant b = next(depth - 1);
    return new Meant(
        "(" + a.text() + ") " + word + " (" + b.text() + ")",
        word.equals("and") ? a.judge().and(b.judge()) : a.judge().or(b.judge()));
  }

  private Meant leaf() {
    return switch (random.nextInt(9)) {
      case 0 -> {
        double bound = random.nextInt(100) / 100.0;
        yield number("metrics.f1", bound, AnyFilter::f1);
      }
      case 1 -> number("hyperparameters.epochs", random.nextInt(5), AnyFilter::epochs);
      case 2 ->
          number(
              "versions", random.nextInt(4), (n, v) -> Optional.of((double) n.versions().size()));
      case 3 ->
          text("license", List.of("mit", "MIT", "apache-2.0"), (n, v) -> field(n, v, "license"));
      case 4 -> text("tags", List.of("chat", "Vision", "none"), AnyFilter::tags);
      case 5 -> text("alias", List.of("champion", "staging"), AnyFilter::aliases);
      case 6 ->
          text("aliases", List.of("champion", "staging"), (n, v) -> names(n.aliases().keySet()));
      case 7 ->
          text(
              "name",
              List.of("acme/m1", "m2", "m"),
              (n, v) -> List.of(n.model().toString(), n.model().name()));
      default -> {
        String path = List.of("metrics.f1", "license", "metadata.owner").get(random.nextInt(3));
        yield new Meant(path, (n, v) -> present(n, v, path));
      }
    };
  }

  /** The values of a version of a state. */
  private interface Texts {
    List<String> of(Snapshot now, Optional<Version> version);
  }

  /** The number of a version of a state. */
  private interface Numbers {
    Optional<Double> of(Snapshot now, Optional<Version> version);
  }

  private Meant number(String field, double bound, Numbers numbers) {
    String how = List.of("=", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
    return new Meant(
        field + " " + how + " " + bound,
        (now, version) -> {
          Optional<Double> value = numbers.of(now, version);
          if (value.isEmpty()) {
            return how.equals("!=");
          }
          int order = Double.compare(value.get(), bound);
          return switch (how) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
          };
        });
  }

  private Meant text(String field, List<String> values, Texts texts) {
    String value = values.get(random.nextInt(values.size()));
    String other = values.get(random.nextInt(values.size()));
    return switch (random.nextInt(4)) {
      case 0 -> new Meant(field + "='" + value + "'", (n, v) -> any(texts.of(n, v), value));
      case 1 -> new Meant(field + " != " + value, (n, v) -> !any(texts.of(n, v), value));
      case 2 ->
          new Meant(
              field + " in (" + value + ", \"" + other + "\")",
              (n, v) -> any(texts.of(n, v), value) || any(texts.of(n, v), other));
      default -> {
        String part = value.substring(0, 1 + random.nextInt(value.length()));
        yield new Meant(
            field + " ~ " + part,
            (n, v) -> texts.of(n, v).stream().anyMatch(t -> lower(t).contains(lower(part))));
      }
    };
  }

  private static boolean any(List<String> texts, String value) {
    return texts.stream().anyMatch(value::equalsIgnoreCase);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Optional<ModelVersion> record(Snapshot now, Optional<Version> version) {
    return version.map(now::version);
  }

  private static Optional<Double> f1(Snapshot now, Optional<Version> version) {
    return version
        .flatMap(v -> now.metrics(v).get("f1"))
        .map(value -> value.number().orElseThrow());
  }

  private static Optional<Double> epochs(Snapshot now, Optional<Version> version) {
    return record(now, version)
        .map(v -> v.manifest().flat().get("training.hyperparameters.epochs"))
        .map(Double::valueOf);
  }

  private static List<String> field(Snapshot now, Optional<Version> version, String field) {
    return record(now, version).flatMap(v -> v.manifest().text(field)).stream().toList();
  }

  private static List<String> tags(Snapshot now, Optional<Version> version) {
    return record(now, version).map(v -> v.manifest().texts("tags")).orElse(List.of());
  }

  private static List<String> aliases(Snapshot now, Optional<Version> version) {
    Set<AliasName> there = new TreeSet<>();
    now.aliases().forEach((a, v) -> version.filter(v::equals).ifPresent(same -> there.add(a)));
    return names(there);
  }

  private static List<String> names(Set<AliasName> aliases) {
    List<String> names = new ArrayList<>();
    aliases.forEach(alias -> names.add(alias.text()));
    return names;
  }

  private static boolean present(Snapshot now, Optional<Version> version, String path) {
    Map<String, Boolean> there =
        Map.of(
            "metrics.f1", f1(now, version).isPresent(),
            "license", !field(now, version, "license").isEmpty(),
            "metadata.owner",
                record(now, version)
                    .map(v -> v.manifest().flat().containsKey("metadata.owner"))
                    .orElse(false));
    return Boolean.TRUE.equals(there.get(path));
  }
}
