package dev.gitmodel.git;

import dev.gitmodel.codec.MetricsCodec;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The notes of one ref by the commit they are on, as of one tip; brought to another by what differs
 * between the two. Metrics are kept so that one is read without the others.
 */
final class NoteIndex {
  private static final int TEXT = 'T';
  private static final int METRICS = 'M';
  private static final int BROKEN = 'B';

  private final String ref;
  private final RecordFile file;
  private final Optional<PastNotes> past;

  /** Which state of the notes is meant, and what reads what is not known of it. */
  record Source(Revision tip, Supplier<ObjectReader> objects) {}

  NoteIndex(String ref, RecordFile file) {
    this(ref, file, Optional.empty());
  }

  private NoteIndex(String ref, RecordFile file, Optional<PastNotes> past) {
    this.ref = ref;
    this.file = file;
    this.past = past;
  }

  /** One to ask about other tips, which leaves what is kept as it is. */
  NoteIndex past(RecordFile differences) {
    return new NoteIndex(ref, file, Optional.of(new PastNotes(differences)));
  }

  /** The note as text; of a ref of other notes than metrics. */
  Optional<String> text(Source from, Revision commit) {
    return find(from, commit).map(record -> text(record, from, commit));
  }

  private static String text(Slice record, Source from, Revision commit) {
    if (record.u8() == BROKEN) {
      return readNote(from, commit);
    }
    return record.text(record.length());
  }

  private static String readNote(Source from, Revision commit) {
    try (ObjectReader reader = from.objects().get()) {
      return NoteStore.read(reader, Ids.of(from.tip()), Ids.of(commit)).orElse("");
    } catch (IOException e) {
      throw Damage.missing("the note on " + commit.abbreviated(), e);
    }
  }

  MetricSet metrics(Source from, Revision commit) {
    Optional<Slice> found = find(from, commit);
    if (found.isEmpty()) {
      return MetricSet.EMPTY;
    }
    Slice record = found.get();
    if (record.u8() == METRICS) {
      return MetricsRecord.all(record);
    }
    return parse(text(find(from, commit).orElse(record), from, commit), commit);
  }

  /** One metric, whose name is given as its bytes. */
  Optional<MetricValue> metric(Source from, Revision commit, String name) {
    Optional<Slice> found = find(from, commit);
    if (found.isPresent() && found.get().u8() == METRICS) {
      return MetricsRecord.one(found.get(), name.getBytes(StandardCharsets.UTF_8));
    }
    return found.isEmpty() ? Optional.empty() : metrics(from, commit).get(name);
  }

  /** What is stored and wrong is damage, and no wrong question. */
  private static MetricSet parse(String text, Revision commit) {
    try {
      return parse(text);
    } catch (RegistryException e) {
      throw new RegistryException(
          Problem.CORRUPT,
          "the metrics noted on " + commit.abbreviated() + " are damaged: " + e.text(),
          "git model audit verify says where "
              + Refs.METRICS
              + " was; one note is mended with: git notes --ref metrics edit "
              + commit,
          e);
    }
  }

  private static MetricSet parse(String text) {
    return MetricsCodec.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Slice> find(Source from, Revision commit) {
    synchronized (file) {
      return past.isPresent() ? findPast(from, commit) : findPresent(from, commit);
    }
  }

  private Optional<Slice> findPresent(Source from, Revision commit) {
    learn(from);
    Optional<Slice> found = file.get(commit.hex());
    if (!file.state().equals(from.tip().hex())) {
      // It was found damaged.
      learn(from);
      found = file.get(commit.hex());
    }
    return found;
  }

  private Optional<Slice> findPast(Source from, Revision commit) {
    if (file.state().equals(RecordTable.NO_STATE)) {
      // Nothing is known of any tip: what is learnt of this one serves the others too.
      learn(from);
    }
    String state = file.state();
    Optional<ObjectId> blob =
        past.orElseThrow().blob(state, from.tip().hex(), commit.hex(), () -> differences(from));
    Optional<Slice> kept = file.get(commit.hex());
    if (!file.state().equals(state)) {
      // It was found damaged, or its tip was collected: what was told apart from it is void.
      return findPast(from, commit);
    }
    if (blob.isEmpty()) {
      return kept;
    }
    try (ObjectReader reader = from.objects().get()) {
      return record(reader, blob.get()).map(Slice::new);
    }
  }

  /** Brings what is kept to a tip. */
  void learn(Source from) {
    synchronized (file) {
      if (file.state().equals(from.tip().hex())) {
        return;
      }
      Map<String, ObjectId> changes = changes(from);
      try (ObjectReader reader = from.objects().get()) {
        changes.forEach(
            (commit, blob) ->
                record(reader, blob)
                    .ifPresentOrElse(r -> file.put(commit, r), () -> file.remove(commit)));
        file.state(from.tip().hex());
      }
    }
  }

  private Optional<Map<String, ObjectId>> differences(Source from) {
    String state = file.state();
    return Optional.of(changes(from)).filter(read -> file.state().equals(state));
  }

  private Map<String, ObjectId> changes(Source to) {
    Optional<ObjectId> known =
        Optional.of(file.state())
            .filter(id -> !id.equals(RecordTable.NO_STATE))
            .map(ObjectId::fromString);
    try (ObjectReader reader = to.objects().get()) {
      try {
        return NoteStore.changes(reader, known, Ids.of(to.tip()));
      } catch (IOException perhapsCollected) {
        // From nothing instead: then what is kept of notes that are gone must go too.
        file.forget();
        return NoteStore.changes(reader, Optional.empty(), Ids.of(to.tip()));
      }
    } catch (IOException e) {
      throw Damage.missing("the notes " + ref, e);
    }
  }

  private Optional<byte[]> record(ObjectReader reader, ObjectId blob) {
    if (blob.equals(ObjectId.zeroId())) {
      return Optional.empty();
    }
    try {
      byte[] note = reader.open(blob).getBytes();
      return Optional.of(ref.equals(Refs.METRICS) ? metrics(note) : text(note));
    } catch (IOException damaged) {
      // Only who asks for this note is to hear of it.
      return Optional.of(new byte[] {BROKEN});
    }
  }

  private static byte[] metrics(byte[] note) {
    try {
      SliceWriter out = new SliceWriter().u8(METRICS);
      MetricsRecord.write(MetricsCodec.read(note), out);
      return out.done();
    } catch (RegistryException invalid) {
      return text(note);
    }
  }

  private static byte[] text(byte[] note) {
    return new SliceWriter().u8(TEXT).bytes(note).done();
  }
}
