package dev.gitmodel.git;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Kin;
import dev.gitmodel.store.Link;
import java.util.ArrayList;
import java.util.List;

/** What the versions of a model name, and behind that what they are, as a record; and back. */
final class KinRecord {

  private KinRecord() {}

  static byte[] write(List<Link> links, List<Kin> kin) {
    SliceWriter out = new SliceWriter().i32(links.size());
    links.forEach(link -> write(link, out));
    out.i32(kin.size());
    kin.forEach(one -> write(one, out));
    return out.done();
  }

  private static void write(Link link, SliceWriter out) {
    Source source = link.source();
    out.text(source.field().name()).text(source.text());
    out.optional(source.pinned());
    out.i32(link.versions().size());
    link.versions().forEach(version -> out.text(version.toString()));
  }

  private static void write(Kin kin, SliceWriter out) {
    out.text(kin.version().toString()).u8(kin.parents().size());
    kin.parents().forEach(out::i32);
    out.hex(kin.digest().hex()).u8(kin.sound() ? 1 : 0);
    out.optional(kin.summary());
  }

  /** The links, to behind which it reads. */
  static List<Link> links(ModelName model, Slice in) {
    List<Link> links = new ArrayList<>();
    for (int left = in.i32(); left > 0; left--) {
      Source.Field field = Source.Field.valueOf(in.text());
      Source source = new Source(field, in.text(), in.optional());
      List<Version> versions = new ArrayList<>();
      for (int more = in.i32(); more > 0; more--) {
        versions.add(Version.parse(in.text()));
      }
      links.add(new Link(model, source, versions));
    }
    return links;
  }

  /** What follows the links. */
  static List<Kin> kin(Slice in) {
    List<Kin> kin = new ArrayList<>();
    for (int left = in.i32(); left > 0; left--) {
      Version version = Version.parse(in.text());
      List<Integer> parents = new ArrayList<>(2);
      for (int more = in.u8(); more > 0; more--) {
        parents.add(in.i32());
      }
      Digest digest = in.digest();
      kin.add(new Kin(version, parents, digest, in.u8() == 1, in.optional()));
    }
    return kin;
  }
}
