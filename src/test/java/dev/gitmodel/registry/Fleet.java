package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.ModelStore.Authored;
import dev.gitmodel.store.ModelStore.Turn;
import dev.gitmodel.store.Progress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models in any store, written without any use case; each write is a minute later. */
final class Fleet {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Actor ADA = new Actor("Ada Lovelace", "ada@example.com");

  private final ModelStore store;
  private int minutes;

  Fleet(ModelStore store) {
    this.store = store;
  }

  /** When so many writes were done, the last of them included. */
  static Instant minute(int minutes) {
    return START.plusSeconds(60L * minutes);
  }

  int writes() {
    return minutes;
  }

  ModelName create(String name) {
    ModelName model = ModelName.parse(name);
    store.create(
        model, new Authored(set(Operation.MODEL_CREATE, Map.of(), Optional.empty()), ADA, tick()));
    return model;
  }

  void publish(ModelName model, String version, String manifest) {
    SourceFile source =
        new SourceFile(
            new FilePath("model.yaml"),
            new Content.Text("version: " + version + "\n" + manifest),
            false,
            false);
    List<Artifact> files =
        store.files(model).put(List.of(source), List.of(), Progress.NONE).files();
    Digest digest = Digest.ofListing(files);
    write(
        model,
        Operation.VERSION_PUBLISH,
        Map.of("Version", version, "Digest", digest.toString()),
        Optional.empty(),
        new Change.Publish(
            Version.parse(version),
            BranchName.MAIN,
            Optional.empty(),
            Optional.empty(),
            files,
            "Release " + version + "\n",
            "release\n\nModel-Digest: " + digest + "\n",
            false));
  }

  void alias(ModelName model, String alias, String version, String reason) {
    write(
        model,
        Operation.ALIAS_MOVE,
        Map.of("Alias", alias, "Version", version),
        Optional.of(reason),
        new Change.SetAlias(new AliasName(alias), Version.parse(version)));
  }

  void metric(ModelName model, String version, String name, String value) {
    MetricSet metrics = MetricSet.of(Map.of(name, MetricValue.parse(value)));
    write(
        model,
        Operation.METRICS_UPDATE,
        Map.of("Version", version),
        Optional.empty(),
        new Change.SetMetrics(Version.parse(version), metrics));
  }

  void delete(ModelName model, String version, String reason) {
    Version going = Version.parse(version);
    write(
        model,
        Operation.VERSION_DELETE,
        Map.of("Version", version),
        Optional.of(reason),
        new Change.DeleteVersion(going, Described.aliases(store.look(model), going)));
  }

  private void write(
      ModelName model,
      Operation operation,
      Map<String, String> trailers,
      Optional<String> reason,
      Change change) {
    try (Turn turn = store.begin(model)) {
      turn.commit(new Authored(set(operation, trailers, reason, change), ADA, tick()));
    }
  }

  private static ChangeSet set(
      Operation operation, Map<String, String> trailers, Optional<String> why, Change... all) {
    return new ChangeSet(
        List.of(all),
        new AuditEvent(
            operation, operation.text(), new LinkedHashMap<>(trailers), why, Map.of(), Map.of()));
  }

  private Instant tick() {
    return minute(++minutes);
  }
}
