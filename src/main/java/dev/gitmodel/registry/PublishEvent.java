package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the audit log keeps of a new version: what sets it apart from the version before it. */
final class PublishEvent {
  private PublishEvent() {}

  /** Adds the manifest's fields and the files that differ from {@code previous}. */
  static Event describe(
      Event event, Optional<ModelVersion> previous, Manifest manifest, List<Artifact> files) {
    Map<String, String> was =
        previous.map(v -> (Map<String, String>) v.manifest().flat()).orElse(Map.of());
    Map<String, String> is = manifest.flat();
    event.change("manifest", only(was, is), only(is, was));
    List<Artifact> before = previous.map(ModelVersion::files).orElse(List.of());
    FileDiff diff = FileDiff.between(before, files);
    return diff.isNone() ? event : event.is("files", diff.tree());
  }

  private static SortedMap<String, String> only(
      Map<String, String> side, Map<String, String> other) {
    SortedMap<String, String> only = new TreeMap<>(side);
    only.entrySet().removeIf(e -> Objects.equals(e.getValue(), other.get(e.getKey())));
    return only;
  }
}
