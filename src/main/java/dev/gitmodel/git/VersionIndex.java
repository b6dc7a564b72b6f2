package dev.gitmodel.git;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * What was read from a model's objects, kept by the ids of those objects: so it can't be stale,
 * only incomplete, and JGit need not start to answer from it.
 */
final class VersionIndex {
  private static final String GONE = "-";
  private static final String BROKEN = "?";

  private final ModelName model;
  private final IndexFile file;

  VersionIndex(ModelName model, Path file) {
    this(model, new IndexFile(file));
  }

  private VersionIndex(ModelName model, IndexFile file) {
    this.model = model;
    this.file = file;
  }

  /** One to ask about the past, whose refs are others: it begins with what is known here. */
  synchronized VersionIndex past() {
    return new VersionIndex(model, file.overlaid());
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

  /** The commit of the version with that tag, where it is known. */
  synchronized Optional<Revision> commit(Revision tag) {
    return file.get("V" + tag.hex()).flatMap(line -> parse(tag, line)).map(ModelVersion::commit);
  }

  /** The note on {@code commit} in the notes {@code ref} as of {@code tip}. */
  synchronized Optional<String> note(
      String ref, Revision tip, Revision commit, Supplier<ObjectReader> objects) {
    learnNotes(ref, tip, objects);
    String kept = file.text(key(ref, commit.hex())).orElse(GONE);
    return kept.equals(BROKEN)
        ? readNote(tip, commit, objects)
        : Optional.of(kept).filter(text -> !text.equals(GONE)).map(text -> text.substring(1));
  }

  private Optional<String> readNote(Revision tip, Revision commit, Supplier<ObjectReader> objects) {
    try (ObjectReader reader = objects.get()) {
      return NoteStore.read(reader, Ids.of(tip), Ids.of(commit));
    } catch (IOException e) {
      throw Damage.missing("a note of " + model, e);
    }
  }

  private static String key(String ref, String commit) {
    return ref + "/" + commit;
  }

  /** Brings what is kept of the notes {@code ref} to {@code tip}. */
  synchronized void learnNotes(String ref, Revision tip, Supplier<ObjectReader> objects) {
    Optional<String> known = file.get(ref);
    if (known.equals(Optional.of(tip.hex()))) {
      return;
    }
    try (ObjectReader reader = objects.get()) {
      changes(ref, known, tip, reader)
          .forEach((commit, blob) -> file.putText(key(ref, commit), text(reader, blob)));
      file.put(ref, tip.hex());
    } catch (IOException e) {
      throw Damage.missing("the notes " + ref + " of " + model, e);
    }
  }

  private Map<String, ObjectId> changes(
      String ref, Optional<String> known, Revision tip, ObjectReader reader) throws IOException {
    try {
      return NoteStore.changes(reader, known.map(ObjectId::fromString), Ids.of(tip));
    } catch (IOException perhapsCollected) {
      // From nothing instead: then what is kept of notes that are gone must go too.
      Map<String, ObjectId> all = NoteStore.changes(reader, Optional.empty(), Ids.of(tip));
      for (String key : file.keys()) {
        if (key.startsWith(ref + "/")) {
          all.putIfAbsent(key.substring(ref.length() + 1), ObjectId.zeroId());
        }
      }
      return all;
    }
  }

  private static String text(ObjectReader reader, ObjectId blob) {
    if (blob.equals(ObjectId.zeroId())) {
      return GONE;
    }
    try {
      return "+" + new String(reader.open(blob).getBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      // Only who asks for this note is to hear of it.
      return BROKEN;
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
    return file.get("T" + version)
        .filter(line -> !line.equals(GONE))
        .map(line -> tombstone(version, json(line)));
  }

  private void readTombstones(Optional<String> end, Supplier<Stream<AuditEntry>> audit) {
    List<Tombstone> found = new ArrayList<>();
    try (Stream<AuditEntry> entries = audit.get()) {
      Iterator<AuditEntry> all = entries.iterator();
      boolean met = end.isEmpty();
      while (all.hasNext()) {
        AuditEntry entry = all.next();
        if (end.equals(Optional.of(entry.id().hex()))) {
          met = true;
          break;
        }
        tombstone(entry).ifPresent(found::add);
      }
      if (!met) {
        // The log was rewound: what it no longer says must go.
        file.keys().stream().filter(k -> k.startsWith("T")).forEach(k -> file.put(k, GONE));
      }
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

  /** The tombstone that an entry is, if it is one. */
  private static Optional<Tombstone> tombstone(AuditEntry entry) {
    return entry
        .version()
        .filter(v -> entry.operation().equals(Operation.VERSION_DELETE.text()))
        .map(v -> new Tombstone(v, entry.id(), entry.by(), entry.at(), entry.reason()));
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
