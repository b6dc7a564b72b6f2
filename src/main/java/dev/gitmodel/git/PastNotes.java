package dev.gitmodel.git;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Which notes were others at a tip of the past than they are at the one that is indexed: by commit
 * the blob of then, or the zero id. Kept while that tip stays, for the next who asks about then.
 */
final class PastNotes {
  // A tip of a model with tens of thousands of versions takes one.
  private static final int MOST_BYTES = 8 << 20;

  private final RecordFile file;
  private String from = "";
  private String to = "";
  private Map<String, ObjectId> blobs = Map.of();

  PastNotes(RecordFile file) {
    this.file = file;
  }

  /** What reads the differences from the objects; empty where that of now is not there to tell. */
  interface Reader {
    Optional<Map<String, ObjectId>> read();
  }

  /** The blob of then on {@code commit}; empty where it is the same as now, or can't be told. */
  Optional<ObjectId> blob(String now, String then, String commit, Reader reader) {
    if (!from.equals(now) || !to.equals(then)) {
      Optional<Map<String, ObjectId>> kept = kept(now, then);
      Optional<Map<String, ObjectId>> known = kept.isPresent() ? kept : reader.read();
      if (known.isEmpty()) {
        return Optional.empty();
      }
      if (kept.isEmpty()) {
        keep(now, then, known.get());
      }
      blobs = known.get();
      from = now;
      to = then;
    }
    return Optional.ofNullable(blobs.get(commit));
  }

  private Optional<Map<String, ObjectId>> kept(String now, String then) {
    Optional<Slice> record = file.get(then);
    return file.state().equals(now) ? record.map(PastNotes::read) : Optional.empty();
  }

  private static Map<String, ObjectId> read(Slice record) {
    int count = record.i32();
    Map<String, ObjectId> blobs = new HashMap<>(2 * count);
    for (int i = 0; i < count; i++) {
      blobs.put(record.hex(RecordTable.KEY), ObjectId.fromString(record.hex(RecordTable.KEY)));
    }
    return blobs;
  }

  private void keep(String now, String then, Map<String, ObjectId> blobs) {
    if (!file.state().equals(now) || file.size() > MOST_BYTES) {
      file.forget();
      file.state(now);
    }
    SliceWriter record = new SliceWriter().i32(blobs.size());
    blobs.forEach((commit, blob) -> record.hex(commit).hex(blob.name()));
    file.put(then, record.done());
  }
}
