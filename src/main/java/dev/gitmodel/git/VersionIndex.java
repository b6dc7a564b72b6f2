package dev.gitmodel.git;

import dev.gitmodel.codec.Json;
import dev.gitmodel.codec.MetricsCodec;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.notes.Note;

/**
 * What was read from a model's objects, kept by the ids of those objects: so it can't be stale,
 * only incomplete, and JGit need not start to answer from it.
 */
final class VersionIndex {
  // So few notes are read one by one; more are worth indexing the whole notes tree.
  private static final int FEW = 6;

  private final ModelName model;
  private final IndexFile file;
  private int notesRead;

  VersionIndex(ModelName model, Path file) {
    this.model = model;
    this.file = new IndexFile(file);
  }

  /** The record of the version with that tag, read by {@code reader} the first time. */
  synchronized ModelVersion version(Version version, Revision tag, Supplier<ModelVersion> reader) {
    String key = "V" + tag.hex();
    Optional<ModelVersion> known = file.get(key).flatMap(line -> parse(tag, line));
    if (known.isPresent() && known.get().version().equals(version)) {
      return known.get();
    }
    ModelVersion read = reader.get();
    file.put(key, Json.line(VersionRecord.tree(read)));
    return read;
  }

  private Optional<ModelVersion> parse(Revision tag, String line) {
    try {
      return Optional.of(VersionRecord.of(model, tag, json(line)));
    } catch (RegistryException damaged) {
      return Optional.empty();
    }
  }

  private static Fields json(String line) {
    return Fields.of(Json.read(line.getBytes(StandardCharsets.UTF_8)));
  }

  /** The metrics on {@code commit} as of {@code tip}; empty where they are better read directly. */
  synchronized Optional<MetricSet> metrics(
      Revision tip, Revision commit, Supplier<Repository> repository) {
    boolean current = file.get("notes").equals(Optional.of(tip.hex()));
    if (!current && ++notesRead <= FEW) {
      return Optional.empty();
    }
    if (!current) {
      indexNotes(tip, repository.get());
    }
    return Optional.of(
        file.get("M" + commit.hex())
            .filter(line -> line.length() > 41)
            .map(
                line ->
                    MetricsCodec.read(
                        line.substring(41).replace('\t', '\n').getBytes(StandardCharsets.UTF_8)))
            .orElse(MetricSet.EMPTY));
  }

  private void indexNotes(Revision tip, Repository repository) {
    try (ObjectReader reader = repository.newObjectReader()) {
      for (Note note : NoteStore.all(reader, Ids.of(tip))) {
        String key = "M" + note.name();
        String blob = note.getData().name();
        if (!file.get(key).map(line -> line.startsWith(blob)).orElse(false)) {
          String text = new String(reader.open(note.getData()).getBytes(), StandardCharsets.UTF_8);
          file.put(key, blob + " " + text.replace('\n', '\t'));
        }
      }
      file.put("notes", tip.hex());
    } catch (IOException e) {
      throw Damage.missing("the metrics of " + model, e);
    }
  }

  /** The tombstone of {@code version} in the log that ends with {@code tip}. */
  synchronized Optional<Tombstone> tombstone(
      Revision tip, Version version, Supplier<Stream<AuditEntry>> audit) {
    Optional<String> end = file.get("audit");
    if (!end.equals(Optional.of(tip.hex()))) {
      readTombstones(end, audit);
      file.put("audit", tip.hex());
    }
    return file.get("T" + version).map(line -> tombstone(version, json(line)));
  }

  private void readTombstones(Optional<String> end, Supplier<Stream<AuditEntry>> audit) {
    List<Tombstone> found = new ArrayList<>();
    try (Stream<AuditEntry> entries = audit.get()) {
      entries
          .takeWhile(e -> !end.equals(Optional.of(e.id().hex())))
          .forEach(e -> GitSnapshot.tombstone(e).ifPresent(found::add));
    }
    for (Tombstone t : found) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("entry", t.entry().hex());
      tree.put("name", t.by().name());
      tree.put("email", t.by().email());
      tree.put("at", t.at().getEpochSecond());
      t.reason().ifPresent(reason -> tree.put("reason", reason));
      file.put("T" + t.version(), Json.line(tree));
    }
  }

  private static Tombstone tombstone(Version version, Fields tree) {
    return new Tombstone(
        version,
        new Revision(tree.text("entry")),
        new Actor(tree.text("name"), tree.text("email")),
        Instant.ofEpochSecond(tree.number("at")),
        tree.optional("reason"));
  }

  /** Removes what is kept. */
  synchronized void drop() {
    file.drop();
  }

  /** Keeps what was learnt for the next process. */
  synchronized void save() {
    file.save();
  }
}
