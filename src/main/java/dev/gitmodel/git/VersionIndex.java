package dev.gitmodel.git;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ManifestPrint;
import dev.gitmodel.store.VersionBrief;
import dev.gitmodel.store.VersionOrigin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * What was read from a model's objects, kept by the ids of those objects: so it can't be stale,
 * only incomplete, and JGit need not start to answer from it.
 */
final class VersionIndex {
  /** The notes that are kept; others are large and seldom asked for. */
  private static final List<String> NOTES =
      List.of(Refs.METRICS, Refs.DESCRIPTION, Refs.EVALUATIONS);

  private final ModelName model;
  private final Files files;
  private final Map<String, NoteIndex> notes = new HashMap<>();
  private final Tombstones tombstones;

  /** Records of versions and their briefs by tag, of the log by entry, of notes by commit. */
  private record Files(
      IndexFile tombstones,
      RecordFile records,
      RecordFile briefs,
      RecordFile origins,
      RecordFile prints,
      RecordFile commits,
      RecordFile log,
      RecordFile publications,
      Map<String, RecordFile> notes,
      Map<String, RecordFile> past) {
    static Files at(Path path) {
      Map<String, RecordFile> notes = new HashMap<>();
      Map<String, RecordFile> past = new HashMap<>();
      for (String ref : NOTES) {
        String kind = ref.substring(ref.lastIndexOf('/') + 1);
        notes.put(ref, file(path, kind));
        past.put(ref, file(path, kind + ".past"));
      }
      return new Files(
          new IndexFile(beside(path, "tombstones")),
          file(path, "records"),
          file(path, "briefs"),
          file(path, "origins"),
          file(path, "prints"),
          file(path, "commits"),
          file(path, "log"),
          file(path, "publications"),
          notes,
          past);
    }

    private static RecordFile file(Path path, String kind) {
      return new RecordFile(beside(path, kind));
    }

    private static Path beside(Path path, String kind) {
      return path.resolveSibling(path.getFileName() + "." + kind);
    }

    List<RecordFile> all() {
      List<RecordFile> all =
          new ArrayList<>(List.of(records, briefs, origins, prints, commits, log, publications));
      all.addAll(notes.values());
      all.addAll(past.values());
      return all;
    }
  }

  VersionIndex(ModelName model, Path file) {
    this(model, Files.at(file), false);
  }

  private VersionIndex(ModelName model, Files files, boolean past) {
    this.model = model;
    this.files = files;
    this.tombstones = new Tombstones(past ? files.tombstones().overlaid() : files.tombstones());
    for (String ref : NOTES) {
      NoteIndex present = new NoteIndex(ref, file(files.notes(), ref));
      notes.put(ref, past ? present.past(file(files.past(), ref)) : present);
    }
  }

  private static RecordFile file(Map<String, RecordFile> files, String ref) {
    return Optional.ofNullable(files.get(ref)).orElseThrow();
  }

  /** One to ask about the past, whose refs are others: it begins with what is known here. */
  VersionIndex past() {
    return new VersionIndex(model, files, true);
  }

  /** The record of the version with that tag, read by {@code reader} the first time. */
  ModelVersion version(Version version, Revision tag, Supplier<ModelVersion> reader) {
    Optional<ModelVersion> known = files.records().get(tag.hex()).flatMap(r -> parse(tag, r));
    if (known.isPresent() && known.get().version().equals(version)) {
      return known.get();
    }
    ModelVersion read = reader.get();
    SliceWriter record = new SliceWriter();
    TreeRecord.write(VersionRecord.tree(read), record);
    files.records().put(tag.hex(), record.done());
    return read;
  }

  private Optional<ModelVersion> parse(Revision tag, Slice record) {
    try {
      return Optional.of(VersionRecord.of(model, tag, new Fields(TreeRecord.map(record))));
    } catch (RegistryException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }

  /** The brief of the version with that tag; {@code reader} reads its record the first time. */
  VersionBrief brief(Version version, Revision tag, Supplier<ModelVersion> reader) {
    Optional<VersionBrief> known =
        files.briefs().get(tag.hex()).flatMap(r -> BriefRecord.read(version, r));
    if (known.isPresent()) {
      return known.get();
    }
    VersionBrief read = VersionBrief.of(version(version, tag, reader));
    files.briefs().put(tag.hex(), BriefRecord.write(version, read));
    return read;
  }

  /** The origin of the version with that tag, read by {@code reader} the first time. */
  VersionOrigin origin(Version version, Revision tag, Supplier<VersionOrigin> reader) {
    Optional<VersionOrigin> known =
        files.origins().get(tag.hex()).flatMap(r -> OriginRecord.read(model, version, r));
    if (known.isPresent()) {
      return known.get();
    }
    VersionOrigin read = reader.get();
    files.origins().put(tag.hex(), OriginRecord.write(read));
    return read;
  }

  /** The commit of the version with that tag, read by {@code reader} the first time. */
  Commit commitOf(Revision tag, Supplier<Commit> reader) {
    Optional<Slice> known = files.commits().get(tag.hex());
    if (known.isPresent()) {
      return CommitRecord.read(known.get());
    }
    Commit read = reader.get();
    files.commits().put(tag.hex(), CommitRecord.write(read));
    return read;
  }

  /** The print of the manifest of the version with that tag. */
  ManifestPrint print(Version version, Revision tag, Supplier<ModelVersion> reader) {
    Optional<Slice> known = files.prints().get(tag.hex());
    if (known.isPresent()) {
      return ManifestPrint.read(known.get().rest());
    }
    ManifestPrint read = ManifestPrint.of(version(version, tag, reader).manifest());
    byte[] record = read.bytes();
    if (record.length > 0) {
      files.prints().put(tag.hex(), record);
    }
    return read;
  }

  /** The commit of the version with that tag, where it is known. */
  Optional<Revision> commit(Revision tag) {
    return files
        .briefs()
        .get(tag.hex())
        .map(BriefRecord::commit)
        .or(() -> files.records().get(tag.hex()).flatMap(r -> parse(tag, r)).map(v -> v.commit()));
  }

  /** The note on {@code commit} in a notes ref but the metrics'. */
  Optional<String> note(String ref, NoteIndex.Source from, Revision commit) {
    return notes(ref).text(from, commit);
  }

  /** The metrics on {@code commit}. */
  MetricSet metrics(NoteIndex.Source from, Revision commit) {
    return notes(Refs.METRICS).metrics(from, commit);
  }

  /** One of the metrics on {@code commit}. */
  Optional<MetricValue> metric(NoteIndex.Source from, Revision commit, String name) {
    return notes(Refs.METRICS).metric(from, commit, name);
  }

  private NoteIndex notes(String ref) {
    return Optional.ofNullable(notes.get(ref)).orElseThrow();
  }

  /** Brings what is kept of a notes ref to a tip; of one that is not kept, nothing. */
  void learnNotes(String ref, NoteIndex.Source from) {
    Optional.ofNullable(notes.get(ref)).ifPresent(index -> index.learn(from));
  }

  /** Keeps an entry of the log that was just written. */
  void learnEntry(Revision entry, Supplier<ObjectReader> objects) {
    new LogIndex(files.log()).learn(entry, objects);
  }

  /** As {@link LogIndex#entries}. */
  Stream<AuditEntry> log(Revision tip, Supplier<ObjectReader> objects) {
    return new LogIndex(files.log()).entries(tip, objects);
  }

  /** As {@link LogIndex#refsAt}. */
  Map<String, Revision> refsAt(Revision tip, Instant at, Supplier<ObjectReader> objects) {
    return new LogIndex(files.log()).refsAt(tip, at, objects);
  }

  /** As {@link LogIndex#all}. */
  List<LogIndex.Logged> logged(Revision tip, Supplier<ObjectReader> objects) {
    return new LogIndex(files.log()).all(tip, objects);
  }

  /** The tombstone of {@code version} in the log that ends with {@code tip}. */
  synchronized Optional<Tombstone> tombstone(
      Revision tip, Version version, Supplier<Stream<AuditEntry>> audit) {
    return tombstones.of(tip, version, audit);
  }

  /** As {@link Publications#entry}. */
  synchronized Optional<Revision> publication(
      Revision tip, Version version, Supplier<Stream<AuditEntry>> log) {
    return new Publications(files.publications()).entry(tip, version, log);
  }

  /** Removes what is kept. */
  synchronized void drop() {
    files.tombstones().drop();
    files.all().forEach(RecordFile::drop);
  }

  /** Keeps what was learnt for the next process. */
  synchronized void save() {
    files.tombstones().save();
    files.all().forEach(RecordFile::save);
  }
}
