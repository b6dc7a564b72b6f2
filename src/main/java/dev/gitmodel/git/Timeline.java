package dev.gitmodel.git;

import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a model's audit log has its entries, newest first, whether it begins with the model, and
 * which of the versions that it put somewhere are there no more: with that, what was said once of a
 * moment is found again.
 */
final class Timeline {
  // A time in seconds, and an id.
  private static final int ENTRY = Long.BYTES + RecordTable.KEY;

  private final boolean whole;
  private final Slice entries;
  private final Set<String> gone;

  private Timeline(boolean whole, Slice entries, Set<String> gone) {
    this.whole = whole;
    this.entries = entries;
    this.gone = gone;
  }

  /** {@code whole} is whether the log begins with the model. */
  static byte[] write(boolean whole, List<LogIndex.Logged> log, Set<Version> there) {
    SliceWriter out = new SliceWriter().u8(whole ? 1 : 0).i32(log.size());
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
    boolean whole = in.u8() == 1;
    int count = in.i32();
    if (count < 0 || count > in.length() / ENTRY) {
      throw new IndexOutOfBoundsException("a record ends before what it says");
    }
    Slice entries = in.part(count * ENTRY);
    Set<String> gone = new HashSet<>();
    for (int left = in.i32(); left > 0; left--) {
      gone.add(in.text());
    }
    return new Timeline(whole, entries, gone);
  }

  /** False where the model may have been there before its log. */
  boolean whole() {
    return whole;
  }

  /** Versions that the log put somewhere and that are there no more. */
  Set<String> gone() {
    return gone;
  }

  /**
   * The id of the entry that was the last at a time: by parents and not by time, see {@link
   * LogIndex}.
   */
  // The others are passed over, because a list of very many models asks each for one.
  Optional<byte[]> last(Instant at) {
    Slice left = entries.again();
    while (!left.isEmpty()) {
      if (left.i64() <= at.getEpochSecond()) {
        return Optional.of(left.part(RecordTable.KEY).rest());
      }
      left.skip(RecordTable.KEY);
    }
    return Optional.empty();
  }
}
