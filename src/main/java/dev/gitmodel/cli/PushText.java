package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.PushVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a push did, for people and for programs. */
final class PushText {
  private static final String THERE = " is already published with these bytes";

  private PushText() {}

  static Deed of(PushVersion.Result r, MetricSet metrics, List<AliasName> aliases) {
    Reference reference = Reference.to(r.model(), r.version());
    StringBuilder more = new StringBuilder("\n  ").append(content(r));
    if (!metrics.isEmpty()) {
      more.append("\n  metrics ").append(KeyValue.told(metrics));
    }
    aliases.forEach(alias -> more.append("\n  ").append(alias).append(" → ").append(reference));
    return published(r)
        ? new Deed("Pushed", "push", reference.toString() + more)
        : new Deed("", "add to what is there:", reference + THERE + more);
  }

  /** What was there before has its own branch, whatever was asked for: then none is named. */
  private static boolean published(PushVersion.Result r) {
    return r.outcome() != PushVersion.Outcome.ALREADY_PUBLISHED;
  }

  private static String content(PushVersion.Result r) {
    long bytes = r.files().stream().mapToLong(Artifact::size).sum();
    return r.commit().map(c -> "commit " + c.abbreviated() + "  ").orElse("")
        + "digest "
        + r.digest().abbreviated()
        + "  "
        + Words.count(r.files().size(), "file")
        + ", "
        + Bytes.of(bytes)
        + " ("
        + Bytes.of(r.newBytes())
        + (published(r) || r.newBytes() == 0 ? " new)  " : " were missing)  ")
        + (published(r) ? "on " : "nothing goes on ")
        + r.branch();
  }

  /** The JSON shape of what was pushed. */
  record Shape(
      String model,
      String version,
      Optional<String> branch,
      String digest,
      Optional<Revision> commit,
      List<VersionJson.File> files,
      long newBytes,
      String outcome) {
    static Shape of(PushVersion.Result r) {
      return new Shape(
          r.model().toString(),
          r.version().toString(),
          Optional.of(r.branch().text()).filter(b -> published(r)),
          r.digest().toString(),
          r.commit(),
          r.files().stream().map(VersionJson.File::of).toList(),
          r.newBytes(),
          r.outcome().name().toLowerCase(Locale.ROOT));
    }
  }
}
