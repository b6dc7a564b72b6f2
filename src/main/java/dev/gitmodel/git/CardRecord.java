package dev.gitmodel.git;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Catalogue.Wanted;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.StandingVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A model's card, alone or with the versions that stand out, as a record; and back. */
final class CardRecord {
  private static final int SAME = 's';
  private static final int OWN = 'o';

  private CardRecord() {}

  static byte[] write(ModelCard card) {
    SliceWriter out = new SliceWriter();
    write(card, out);
    return out.done();
  }

  private static void write(ModelCard card, SliceWriter out) {
    out.optional(card.latest().map(Version::toString));
    out.i32(card.aliases().size());
    card.aliases().forEach((alias, version) -> out.text(alias.text()).text(version.toString()));
    TreeRecord.write(card.manifest().fields(), out);
    out.optional(card.edited());
    out.i64(card.size()).i64(card.updated().getEpochSecond()).i32(card.versions());
  }

  /** Reads cards; each alias is made once, because all models have the same few. */
  static final class Reader {
    private final Map<String, AliasName> aliases = new ConcurrentHashMap<>();

    ModelCard card(ModelName model, Slice in) {
      Optional<Version> latest = in.optional().map(Version::parse);
      SortedMap<AliasName, Version> named = new TreeMap<>();
      for (int left = in.i32(); left > 0; left--) {
        named.put(aliases.computeIfAbsent(in.text(), AliasName::new), Version.parse(in.text()));
      }
      Manifest manifest = Manifest.over(TreeRecord.later(in));
      return new ModelCard(
          model,
          latest,
          named,
          manifest,
          in.optional(),
          in.i64(),
          Instant.ofEpochSecond(in.i64()),
          in.i32());
    }

    /** What is wanted, or all. */
    ModelStanding standing(ModelName model, Slice in, Optional<Wanted> wanted) {
      ModelCard card = card(model, in);
      List<StandingVersion> versions = new ArrayList<>();
      int there = in.i32();
      boolean one = wanted.filter(w -> !w.aliased()).isPresent();
      for (int left = one ? Math.min(there, 1) : there; left > 0; left--) {
        versions.add(version(card.manifest(), in, wanted.map(Wanted::metrics)));
      }
      return new ModelStanding(card, versions);
    }
  }

  static byte[] write(ModelStanding standing) {
    SliceWriter out = new SliceWriter();
    write(standing.card(), out);
    out.i32(standing.versions().size());
    standing.versions().forEach(version -> write(standing.card().manifest(), version, out));
    return out.done();
  }

  private static void write(Manifest latest, StandingVersion version, SliceWriter out) {
    out.text(version.version().toString());
    if (version.manifest().equals(latest)) {
      out.u8(SAME);
    } else {
      TreeRecord.write(version.manifest().fields(), out.u8(OWN));
    }
    out.optional(version.edited());
    SliceWriter metrics = new SliceWriter();
    MetricsRecord.write(version.metrics(), metrics);
    byte[] bytes = metrics.done();
    out.i32(bytes.length).bytes(bytes);
    out.i64(version.size()).i64(version.created().getEpochSecond());
    out.text(version.by().name()).text(version.by().email());
  }

  private static StandingVersion version(Manifest latest, Slice in, Optional<Set<String>> wanted) {
    Version version = Version.parse(in.text());
    Manifest manifest = in.u8() == SAME ? latest : Manifest.over(TreeRecord.later(in));
    return new StandingVersion(
        version,
        manifest,
        in.optional(),
        metrics(in.part(in.i32()), wanted),
        in.i64(),
        Instant.ofEpochSecond(in.i64()),
        new Actor(in.text(), in.text()));
  }

  private static MetricSet metrics(Slice in, Optional<Set<String>> wanted) {
    if (wanted.isEmpty()) {
      return MetricsRecord.all(in);
    }
    SortedMap<String, MetricValue> found = new TreeMap<>();
    for (String name : wanted.get()) {
      MetricsRecord.one(in.again(), name.getBytes(StandardCharsets.UTF_8))
          .ifPresent(value -> found.put(name, value));
    }
    return found.isEmpty() ? MetricSet.EMPTY : new MetricSet(found);
  }
}
