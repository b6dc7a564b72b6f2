package dev.gitmodel.git;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.VersionBrief;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A version's brief as a record. */
final class BriefRecord {

  private BriefRecord() {}

  static byte[] write(Version version, VersionBrief brief) {
    SliceWriter out = new SliceWriter().id(brief.commit()).u8(brief.parents().size());
    brief.parents().forEach(out::id);
    out.text(version.toString())
        .hex(brief.digest().hex())
        .i64(brief.at().getEpochSecond())
        .i64(brief.size())
        .text(brief.by().name())
        .text(brief.by().email());
    return out.optional(brief.summary()).optional(brief.trainingDataset()).done();
  }

  /** The commit alone. */
  static Revision commit(Slice in) {
    return in.id();
  }

  /** Empty where it is of another version: a tag may have been put under another name. */
  static Optional<VersionBrief> read(Version version, Slice in) {
    Revision commit = in.id();
    List<Revision> parents = new ArrayList<>();
    for (int left = in.u8(); left > 0; left--) {
      parents.add(in.id());
    }
    if (!in.text().equals(version.toString())) {
      return Optional.empty();
    }
    Digest digest = in.digest();
    Instant at = Instant.ofEpochSecond(in.i64());
    long size = in.i64();
    Actor by = new Actor(in.text(), in.text());
    return Optional.of(
        new VersionBrief(commit, parents, digest, in.optional(), in.optional(), at, by, size));
  }
}
