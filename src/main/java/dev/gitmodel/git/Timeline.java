package dev.gitmodel.git;

import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a model's audit log has its entries, newest first, and which of the versions that it put
 * somewhere are there no more: with that, what was said once of a moment is found again.
 */
record Timeline(List<Entry> entries, Set<String> gone) {
  /** One entry, and its time in seconds. */
  record Entry(long at, String id) {}

  static byte[] write(List<LogIndex.Logged> log, Set<Version> there) {
    SliceWriter out = new SliceWriter().i32(log.size());
    Set<String> gone = new HashSet<>();
    for (LogIndex.Logged entry : log) {
      out.i64(entry.at()).id(entry.id());
      for (String ref : entry.refs()) {
        if (ref.startsWith(Refs.TAGS)) {
          Version.tryParse(ref.substring(Refs.TAGS.length()))
              .filter(version -> !there.contains(version))
              .ifPresent(version -> gone.add(version.toString()));
        }
      }
    }
    out.i32(gone.size());
    gone.forEach(out::text);
    return out.done();
  }

  static Timeline read(Slice in) {
    List<Entry> entries = new ArrayList<>();
    for (int left = in.i32(); left > 0; left--) {
      entries.add(new Entry(in.i64(), in.hex(RecordTable.KEY)));
    }
    Set<String> gone = new HashSet<>();
    for (int left = in.i32(); left > 0; left--) {
      gone.add(in.text());
    }
    return new Timeline(entries, gone);
  }

  /** The entry that was the last at a time: by parents and not by time, see {@link LogIndex}. */
  Optional<Revision> last(Instant at) {
    for (Entry entry : entries) {
      if (entry.at() <= at.getEpochSecond()) {
        return Optional.of(new Revision(entry.id()));
      }
    }
    return Optional.empty();
  }
}
