package dev.gitmodel.git;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A version's record as a tree for the index, and back. */
final class VersionRecord {
  private VersionRecord() {}

  static Map<String, Object> tree(ModelVersion v) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", v.version().toString());
    tree.put("commit", v.commit().hex());
    tree.put("digest", v.digest().hex());
    tree.put("manifest", v.manifest().fields());
    tree.put("files", v.files().stream().map(VersionRecord::file).toList());
    tree.put("parents", v.parents().stream().map(Revision::hex).toList());
    tree.put("name", v.by().name());
    tree.put("email", v.by().email());
    tree.put("at", v.at().getEpochSecond());
    tree.put("signed", v.signed());
    return tree;
  }

  private static List<Object> file(Artifact a) {
    return List.of(
        a.path().text(),
        a.size(),
        a.digest().hex(),
        a.executable(),
        a.blob().map(Revision::hex).orElse(""));
  }

  static ModelVersion of(ModelName model, Revision tag, Fields tree) {
    return new ModelVersion(
        model,
        Version.parse(tree.text("version")),
        new Revision(tree.text("commit")),
        tag,
        Digest.ofHex(tree.text("digest")),
        new Manifest(tree.map("manifest")),
        artifacts(tree.list("files")),
        revisions(tree.list("parents")),
        new Actor(tree.text("name"), tree.text("email")),
        Instant.ofEpochSecond(tree.number("at")),
        tree.flag("signed"));
  }

  private static List<Artifact> artifacts(List<?> files) {
    List<Artifact> artifacts = new ArrayList<>(files.size());
    for (Object file : files) {
      artifacts.add(artifact(file));
    }
    return artifacts;
  }

  private static List<Revision> revisions(List<?> ids) {
    List<Revision> revisions = new ArrayList<>(ids.size());
    for (Object id : ids) {
      revisions.add(new Revision(String.valueOf(id)));
    }
    return revisions;
  }

  private static Artifact artifact(Object file) {
    List<?> f = Fields.cast(List.class, file);
    String blob = Fields.cast(String.class, f.get(4));
    return new Artifact(
        new FilePath(Fields.cast(String.class, f.get(0))),
        Fields.cast(Long.class, f.get(1)),
        Digest.ofHex(Fields.cast(String.class, f.get(2))),
        Fields.cast(Boolean.class, f.get(3)),
        blob.isEmpty() ? Optional.empty() : Optional.of(new Revision(blob)));
  }
}
