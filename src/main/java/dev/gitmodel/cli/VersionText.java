package dev.gitmodel.cli;

import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.registry.VersionRecord;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A version's record for people. */
final class VersionText {
  private VersionText() {}

  static void print(Output out, VersionRecord record) {
    ModelVersion version = record.version();
    out.line(version.reference().toString(), Style.BOLD);
    record.description().map(String::strip).filter(d -> !d.isEmpty()).ifPresent(out::line);
    out.line("");
    out.pairs(facts(record));
    Retired.tell(out, record.retired());
    section(out, "metrics", MetricsCommand.pairs(record.metrics()));
    section(out, "model.yaml", manifest(version).entrySet().stream());
    section(
        out,
        "files",
        version.files().stream()
            .map(f -> Map.entry(f.path().text(), Bytes.of(f.size()) + (f.isLfs() ? "  LFS" : ""))));
    record.evaluations().ifPresent(text -> out.line("\nevaluations\n" + text.strip()));
  }

  private static Stream<Map.Entry<String, String>> facts(VersionRecord record) {
    ModelVersion version = record.version();
    String parents =
        Words.joined(
            record.parents().stream()
                .map(p -> p.version().map(Object::toString).orElse(p.commit().abbreviated()))
                .toList());
    return Stream.of(
        Map.entry("aliases", Words.orDash(Words.joined(record.aliases()))),
        Map.entry("digest", version.digest().toString()),
        Map.entry("commit", version.commit().hex()),
        Map.entry("parents", Words.orDash(parents)),
        Map.entry("published", Moment.shown(version.at()) + " by " + version.by()),
        Map.entry("signature", VersionJson.signature(record.signature())),
        Map.entry(
            "size",
            Bytes.of(version.size()) + " in " + Words.count(version.files().size(), "file")));
  }

  /** What the manifest says beyond what is shown anyway. */
  private static SortedMap<String, String> manifest(ModelVersion version) {
    SortedMap<String, String> fields = new TreeMap<>(version.manifest().flat());
    fields.keySet().removeAll(java.util.Set.of("name", "version", "description"));
    fields.replaceAll((key, value) -> VersionsCommand.firstLine(value));
    return fields;
  }

  private static void section(Output out, String title, Stream<Map.Entry<String, String>> pairs) {
    var list = pairs.map(p -> Map.entry("  " + p.getKey(), p.getValue())).toList();
    Optional.of(list)
        .filter(l -> !l.isEmpty())
        .ifPresent(
            l -> {
              out.line("\n" + title);
              out.pairs(l.stream());
            });
  }
}
