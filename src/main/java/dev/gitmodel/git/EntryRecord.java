package dev.gitmodel.git;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * An audit entry as a record: first its parent, its time and where it left which refs, the last
 * move first, so that a replay reads no more than that.
 */
final class EntryRecord {
  /** Bytes of what stands behind the name of a ref that moved. */
  static final int TO_AND_FROM = 2 * RecordTable.KEY;

  private EntryRecord() {}

  static byte[] write(RevCommit commit) {
    AuditEntry entry = AuditLog.entry(commit);
    List<RefMove> moves = entry.moves();
    SliceWriter out =
        new SliceWriter()
            .hex(commit.getParentCount() == 0 ? RecordTable.NO_STATE : commit.getParent(0).name())
            .i64(entry.at().getEpochSecond())
            .u16(moves.size());
    for (int i = moves.size() - 1; i >= 0; i--) {
      out.text(moves.get(i).ref()).id(moves.get(i).to()).id(moves.get(i).from());
    }
    out.text(entry.by().name()).text(entry.by().email()).text(entry.subject());
    out.u16(entry.trailers().size());
    entry.trailers().forEach((key, value) -> out.text(key).text(value));
    return out.done();
  }

  /** What stands behind the parent. */
  static AuditEntry read(Revision id, Slice in) {
    Instant at = Instant.ofEpochSecond(in.i64());
    List<RefMove> moves = new ArrayList<>();
    for (int left = in.u16(); left > 0; left--) {
      String ref = in.text();
      Revision to = in.id();
      moves.add(new RefMove(ref, in.id(), to));
    }
    Collections.reverse(moves);
    Actor by = new Actor(in.text(), in.text());
    String subject = in.text();
    Map<String, String> trailers = new LinkedHashMap<>();
    for (int left = in.u16(); left > 0; left--) {
      trailers.put(in.text(), in.text());
    }
    return AuditLog.entry(id, by, at, new AuditText.Parsed(subject, trailers, moves));
  }
}
