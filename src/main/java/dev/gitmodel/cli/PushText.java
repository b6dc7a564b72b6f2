package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.PushVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a push did, for people and for programs. */
final class PushText {
  private PushText() {}

  static String of(PushVersion.Result r, List<AliasName> aliases) {
    Reference reference = Reference.to(r.model(), r.version());
    StringBuilder text = new StringBuilder();
    text.append(
        r.outcome() == PushVersion.Outcome.ALREADY_PUBLISHED
            ? reference + " is already published with these bytes"
            : "Pushed " + reference);
    long bytes = r.files().stream().mapToLong(Artifact::size).sum();
    text.append("\n  ")
        .append(r.commit().map(c -> "commit " + c.abbreviated() + "  ").orElse(""))
        .append("digest ")
        .append(r.digest().abbreviated())
        .append("  ")
        .append(Words.count(r.files().size(), "file"))
        .append(", ")
        .append(Bytes.of(bytes))
        .append(" (")
        .append(Bytes.of(r.newBytes()))
        .append(" new)  on ")
        .append(r.branch());
    aliases.forEach(alias -> text.append("\n  ").append(alias).append(" → ").append(reference));
    return text.toString();
  }

  /** The JSON shape of what was pushed. */
  record Shape(
      String model,
      String version,
      String branch,
      String digest,
      Optional<Revision> commit,
      List<VersionJson.File> files,
      long newBytes,
      String outcome) {
    static Shape of(PushVersion.Result r) {
      return new Shape(
          r.model().toString(),
          r.version().toString(),
          r.branch().text(),
          r.digest().toString(),
          r.commit(),
          r.files().stream().map(VersionJson.File::of).toList(),
          r.newBytes(),
          r.outcome().name().toLowerCase(Locale.ROOT));
    }
  }
}
