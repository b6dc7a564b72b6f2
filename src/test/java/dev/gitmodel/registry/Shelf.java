package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.InMemoryModelStore;
import dev.gitmodel.store.ModelStore.Authored;
import dev.gitmodel.store.ModelStore.Turn;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One model in memory to look at, written without any use case; each write is a minute later. */
final class Shelf {
  static final Actor ADA = new Actor("Ada Lovelace", "ada@example.com");
  static final Actor BOB = new Actor("Bob", "bob@example.com");
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final InMemoryModelStore store = new InMemoryModelStore();
  final ModelName model;
  private Instant clock = START;
  private Actor by = ADA;

  Shelf() {
    this("acme/iris");
  }

  Shelf(String name) {
    model = ModelName.parse(name);
    create(name);
  }

  /** Another, empty model. */
  void create(String name) {
    store.create(
        ModelName.parse(name), new Authored(set(Operation.MODEL_CREATE, Map.of()), by, tick()));
  }

  Shelf by(Actor next) {
    by = next;
    return this;
  }

  Reference ref(String selector) {
    return Reference.parse(model + "@" + selector);
  }

  static Version v(String text) {
    return Version.parse(text);
  }

  Snapshot now() {
    return store.look(model);
  }

  ModelVersion version(String version) {
    return now().version(v(version));
  }

  Artifact file(String version, String path) {
    return version(version).files().stream()
        .filter(f -> f.path().text().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** A version on main: {@code manifest} are lines of model.yaml, {@code files} path and text. */
  Version publish(String version, String manifest, Map<String, String> files) {
    return publish(version, BranchName.MAIN, manifest, files);
  }

  Version publish(String version, Map<String, String> files) {
    return publish(version, "", files);
  }

  /** A file whose path ends in {@code .sh} is executable, one in {@code .bin} goes to LFS. */
  Version publish(String version, BranchName branch, String manifest, Map<String, String> files) {
    Map<String, String> all = new TreeMap<>(files);
    all.put("model.yaml", "version: " + version + "\n" + manifest);
    List<SourceFile> sources = new ArrayList<>();
    all.forEach(
        (path, text) ->
            sources.add(
                new SourceFile(
                    new FilePath(path),
                    new Content.Text(text),
                    path.endsWith(".sh"),
                    path.endsWith(".bin"))));
    List<Artifact> stored = store.files(model).put(sources, List.of(), Progress.NONE).files();
    Optional<Revision> start =
        now().branches().containsKey(branch)
            ? Optional.empty()
            : Optional.ofNullable(now().branches().get(BranchName.MAIN));
    write(
        Operation.VERSION_PUBLISH,
        Map.of("Version", version),
        new Change.Publish(
            v(version), branch, start, Optional.empty(), stored, "Release", "Release", false));
    return v(version);
  }

  void alias(String alias, String version) {
    write(
        Operation.ALIAS_SET,
        Map.of("Alias", alias, "Version", version),
        new Change.SetAlias(new AliasName(alias), v(version)));
  }

  void removeAlias(String alias) {
    write(
        Operation.ALIAS_REMOVE,
        Map.of("Alias", alias),
        new Change.RemoveAlias(new AliasName(alias)));
  }

  void metric(String version, String name, String value) {
    MetricSet update = MetricSet.of(Map.of(name, MetricValue.parse(value)));
    MetricSet merged = now().metrics(v(version)).merge(update, Set.of());
    write(
        Operation.METRICS_UPDATE,
        Map.of("Version", version),
        new Change.SetMetrics(v(version), merged));
  }

  void describe(String version, String text) {
    write(
        Operation.DESCRIPTION_UPDATE,
        Map.of("Version", version),
        new Change.SetDescription(v(version), Optional.of(text)));
  }

  void branch(String name) {
    write(
        Operation.EXPERIMENT_START,
        Map.of(),
        new Change.StartBranch(
            new BranchName(name), version(now().versions().last().toString()).commit()));
  }

  void delete(String version) {
    write(
        Operation.VERSION_DELETE,
        Map.of("Version", version),
        new Change.DeleteVersion(v(version), Described.aliases(now(), v(version))));
  }

  private void write(Operation operation, Map<String, String> trailers, Change change) {
    try (Turn turn = store.begin(model)) {
      turn.commit(new Authored(set(operation, trailers, change), by, tick()));
    }
  }

  private static ChangeSet set(Operation operation, Map<String, String> trailers, Change... all) {
    return new ChangeSet(
        List.of(all),
        new AuditEvent(
            operation,
            operation.text(),
            new LinkedHashMap<>(trailers),
            Optional.empty(),
            Map.of(),
            Map.of()));
  }

  private Instant tick() {
    clock = clock.plusSeconds(60);
    return clock;
  }
}
