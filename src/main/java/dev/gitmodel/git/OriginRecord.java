package dev.gitmodel.git;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.VersionOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A version's origin as a record. */
final class OriginRecord {

  private OriginRecord() {}

  static byte[] write(VersionOrigin origin) {
    VersionOrigin.Identity identity = origin.identity();
    SliceWriter out =
        new SliceWriter()
            .text(identity.version().toString())
            .hex(identity.digest().hex())
            .u8(identity.whole() ? 1 : 0)
            .u16(origin.parents().size());
    origin.parents().forEach(out::id);
    out.optional(origin.summary())
        .optional(origin.made().code())
        .optional(origin.made().experiment())
        .optional(origin.made().run())
        .u16(origin.sources().size());
    for (Source source : origin.sources()) {
      out.text(source.field().name()).text(source.text()).optional(source.pinned());
    }
    return out.done();
  }

  /** Empty where it is of another version: a tag may have been put under another name. */
  static Optional<VersionOrigin> read(ModelName model, Version version, Slice in) {
    if (!in.text().equals(version.toString())) {
      return Optional.empty();
    }
    Digest digest = in.digest();
    boolean whole = in.u8() != 0;
    List<Revision> parents = new ArrayList<>();
    for (int left = in.u16(); left > 0; left--) {
      parents.add(in.id());
    }
    return Optional.of(
        new VersionOrigin(
            new VersionOrigin.Identity(model, version, digest, whole),
            parents,
            in.optional(),
            new VersionOrigin.Made(in.optional(), in.optional(), in.optional()),
            sources(in)));
  }

  private static List<Source> sources(Slice in) {
    List<Source> sources = new ArrayList<>();
    for (int left = in.u16(); left > 0; left--) {
      sources.add(new Source(Source.Field.valueOf(in.text()), in.text(), in.optional()));
    }
    return sources;
  }
}
