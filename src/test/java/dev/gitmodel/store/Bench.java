package dev.gitmodel.store;

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
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A store with one model on it, and the words that the contract is written in. */
public final class Bench {
  public static final ModelName IRIS = ModelName.parse("acme/iris");
  public static final Actor ANA = new Actor("Ana", "ana@example.com");
  public static final Actor BEN = new Actor("Ben", "ben@example.com");
  public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final ModelStore store;
  private final Path folder;
  private final AtomicInteger ticks = new AtomicInteger();

  /** {@code folder} is where files to publish are written; the model is there when this returns. */
  public Bench(ModelStore store, Path folder) {
    this.store = store;
    this.folder = folder;
    store.create(IRIS, authored(event(Operation.MODEL_CREATE)));
  }

  public ModelStore store() {
    return store;
  }

  public FileStore files() {
    return store.files(IRIS);
  }

  public Snapshot look() {
    return store.look(IRIS);
  }

  /** A minute later each time it is asked. */
  Instant tick() {
    return START.plusSeconds(60L * ticks.getAndIncrement());
  }

  ModelStore.Authored authored(AuditEvent event, Change... changes) {
    return new ModelStore.Authored(new ChangeSet(List.of(changes), event), ANA, tick());
  }

  static AuditEvent event(Operation operation) {
    return event(operation, Map.of());
  }

  static AuditEvent event(Operation operation, Map<String, String> trailers) {
    return new AuditEvent(
        operation, operation.text(), trailers, Optional.empty(), Map.of(), Map.of());
  }

  public Receipt write(Operation operation, Change... changes) {
    return write(event(operation), changes);
  }

  Receipt write(AuditEvent event, Change... changes) {
    try (ModelStore.Turn turn = store.begin(IRIS)) {
      return turn.commit(authored(event, changes));
    }
  }

  Path target(String name) {
    return folder.resolve(name);
  }

  /** Writes a file to publish. */
  Path file(String name, String content) {
    try {
      Path file = folder.resolve(name);
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SourceFile text(String path, String content) {
    return new SourceFile(new FilePath(path), new Content.Text(content), false, false);
  }

  /** A file on disk that goes to LFS. */
  public SourceFile large(String path, String content) {
    Path file = file(path.replace('/', '_'), content);
    return new SourceFile(new FilePath(path), onDisk(file), false, true);
  }

  static Content.OnDisk onDisk(Path file) {
    try {
      long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
      return new Content.OnDisk(file, Files.size(file), modified);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FileStore.Stored put(SourceFile... sources) {
    return files().put(List.of(sources), List.of(), Progress.NONE);
  }

  Artifact put(SourceFile source) {
    return put(new SourceFile[] {source}).files().get(0);
  }

  /** A version's files with its manifest, stored and ready to be published on main. */
  public Change.Publish version(String version, SourceFile... more) {
    List<SourceFile> sources = new ArrayList<>(Arrays.asList(more));
    sources.add(text("model.yaml", "name: iris\nversion: " + version + "\n"));
    List<Artifact> files = files().put(sources, List.of(), Progress.NONE).files();
    return publish(version, files);
  }

  static Change.Publish publish(String version, List<Artifact> files) {
    return new Change.Publish(
        Version.parse(version),
        BranchName.MAIN,
        Optional.empty(),
        Optional.empty(),
        files,
        "Release iris " + version + "\n\nModel-Version: " + version + "\n",
        "iris " + version + "\n\nModel-Digest: " + Digest.ofListing(files) + "\n",
        false);
  }

  static Change.Publish on(Change.Publish p, String branch, Optional<Revision> start) {
    return new Change.Publish(
        p.version(),
        new BranchName(branch),
        start,
        p.merged(),
        p.files(),
        p.commitMessage(),
        p.tagMessage(),
        p.sign());
  }

  static Change.Publish merging(Change.Publish p, Revision merged) {
    return new Change.Publish(
        p.version(),
        p.branch(),
        p.start(),
        Optional.of(merged),
        p.files(),
        p.commitMessage(),
        p.tagMessage(),
        p.sign());
  }

  /** Publishes a version with weights of its own on main. */
  public ModelVersion published(String version) {
    write(Operation.VERSION_PUBLISH, version(version, large("w.bin", "weights of " + version)));
    return look().version(Version.parse(version));
  }

  Revision tip(BranchName branch) {
    return Optional.ofNullable(look().branches().get(branch)).orElseThrow();
  }

  public Receipt delete(String version, String... aliases) {
    Set<AliasName> gone =
        Arrays.stream(aliases).map(AliasName::new).collect(Collectors.toUnmodifiableSet());
    return write(
        event(Operation.VERSION_DELETE, Map.of("Version", version)),
        new Change.DeleteVersion(Version.parse(version), gone));
  }

  public Receipt alias(String alias, String version) {
    return write(Operation.ALIAS_SET, setAlias(alias, version));
  }

  static Change.SetAlias setAlias(String alias, String version) {
    return new Change.SetAlias(new AliasName(alias), Version.parse(version));
  }
}
