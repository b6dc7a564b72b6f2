package dev.gitmodel.git;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.StandingVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of a model that stand out, as one line of an index. */
final class StandingText {
  private StandingText() {}

  static String write(List<StandingVersion> versions) {
    return Json.line(versions.stream().map(StandingText::tree).toList());
  }

  private static Map<String, Object> tree(StandingVersion version) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", version.version().toString());
    tree.put("manifest", version.manifest().fields());
    version.description().ifPresent(text -> tree.put("description", text));
    Map<String, Object> metrics = new LinkedHashMap<>();
    // As text, because a metric keeps the digits it was written with.
    version.metrics().values().forEach((name, value) -> metrics.put(name, value.toString()));
    tree.put("metrics", metrics);
    tree.put("size", version.size());
    tree.put("created", version.created().getEpochSecond());
    tree.put("name", version.by().name());
    tree.put("email", version.by().email());
    return tree;
  }

  /** What {@link #write} wrote; empty where it is damaged. */
  static Optional<List<StandingVersion>> read(String line) {
    try {
      List<StandingVersion> versions = new ArrayList<>();
      List<?> trees = Fields.cast(List.class, Json.read(line.getBytes(StandardCharsets.UTF_8)));
      trees.forEach(tree -> versions.add(version(Fields.of(tree))));
      return Optional.of(versions);
    } catch (RegistryException damaged) {
      return Optional.empty();
    }
  }

  private static StandingVersion version(Fields tree) {
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    tree.map("metrics").forEach((k, v) -> metrics.put(k, MetricValue.parse(String.valueOf(v))));
    return new StandingVersion(
        Version.parse(tree.text("version")),
        new Manifest(tree.map("manifest")),
        tree.optional("description"),
        MetricSet.of(metrics),
        tree.number("size"),
        Instant.ofEpochSecond(tree.number("created")),
        new Actor(tree.text("name"), tree.text("email")));
  }
}
