package dev.gitmodel.git;

import dev.gitmodel.model.Commit;
import dev.gitmodel.model.Revision;
import java.util.ArrayList;
import java.util.List;

/** A commit as a record. */
final class CommitRecord {
  private CommitRecord() {}

  static byte[] write(Commit commit) {
    SliceWriter out = new SliceWriter().id(commit.id()).u16(commit.parents().size());
    commit.parents().forEach(out::id);
    return out.text(commit.message()).done();
  }

  static Commit read(Slice in) {
    Revision id = in.id();
    List<Revision> parents = new ArrayList<>();
    for (int left = in.u16(); left > 0; left--) {
      parents.add(in.id());
    }
    return new Commit(id, parents, in.text());
  }
}
