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

  static ModelVersion of(ModelName model, Revision tag, Map<?, ?> tree) {
    return new ModelVersion(
        model,
        Version.parse(text(tree, "version")),
        new Revision(text(tree, "commit")),
        tag,
        Digest.ofHex(text(tree, "digest")),
        new Manifest(fields(tree.get("manifest"))),
        list(tree, "files").stream().map(f -> artifact((List<?>) f)).toList(),
        list(tree, "parents").stream().map(p -> new Revision((String) p)).toList(),
        new Actor(text(tree, "name"), text(tree, "email")),
        Instant.ofEpochSecond((Long) tree.get("at")),
        (Boolean) tree.get("signed"));
  }

  private static Artifact artifact(List<?> f) {
    String blob = (String) f.get(4);
    return new Artifact(
        new FilePath((String) f.get(0)),
        (Long) f.get(1),
        Digest.ofHex((String) f.get(2)),
        (Boolean) f.get(3),
        blob.isEmpty() ? Optional.empty() : Optional.of(new Revision(blob)));
  }

  private static Map<String, Object> fields(Object tree) {
    Map<String, Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) tree).forEach((key, value) -> fields.put((String) key, value));
    return fields;
  }

  private static String text(Map<?, ?> tree, String key) {
    return (String) tree.get(key);
  }

  private static List<?> list(Map<?, ?> tree, String key) {
    return (List<?>) tree.get(key);
  }
}
