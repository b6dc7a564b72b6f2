package dev.gitmodel.git;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All cards from one index file; a model is opened only where its refs are not as they were then.
 */
final class GitCatalogue implements Catalogue {
  private final GitModelStore store;
  private final Path file;

  GitCatalogue(GitModelStore store, Path file) {
    this.store = store;
    this.file = file;
  }

  @Override
  public Cards cards() {
    IndexFile index = new IndexFile(file);
    List<ModelCard> cards = new ArrayList<>();
    List<Finding> unreadable = new ArrayList<>();
    for (ModelName model : store.models()) {
      try {
        cards.add(card(model, index));
      } catch (RegistryException e) {
        unreadable.add(new Finding(model.toString(), e.text(), "git model doctor " + model));
      }
    }
    index.save();
    return new Cards(cards, unreadable);
  }

  private ModelCard card(ModelName model, IndexFile index) {
    Path path = store.path(model);
    Optional<String> line = index.get(model.toString());
    if (line.isPresent()) {
      int blank = line.get().indexOf(' ');
      if (RefState.unchanged(path, line.get().substring(0, blank))) {
        Optional<ModelCard> known = parse(model, line.get().substring(blank + 1));
        if (known.isPresent()) {
          return known.get();
        }
      }
    }
    String state = RefState.of(path);
    ModelCard card = read(model);
    index.put(model.toString(), state + " " + Json.line(tree(card)));
    return card;
  }

  private ModelCard read(ModelName model) {
    Snapshot now = store.look(model);
    Optional<Version> latest = Selector.latest(now.versions());
    Optional<ModelVersion> version = latest.map(now::version);
    Manifest manifest =
        version
            .map(ModelVersion::manifest)
            .orElseGet(() -> new Manifest(Map.of("kind", now.madeAs())));
    Optional<String> description =
        latest.flatMap(now::description).or(() -> manifest.text("description"));
    long size = version.map(ModelVersion::size).orElse(0L);
    return new ModelCard(
        model,
        latest,
        now.aliases(),
        manifest,
        description,
        size,
        updated(now, version),
        now.versions().size());
  }

  private static Instant updated(Snapshot now, Optional<ModelVersion> latest) {
    try (Stream<AuditEntry> audit = now.audit()) {
      Optional<Instant> entry = audit.findFirst().map(AuditEntry::at);
      return entry.or(() -> latest.map(ModelVersion::at)).orElse(Instant.EPOCH);
    }
  }

  private static Map<String, Object> tree(ModelCard card) {
    Map<String, Object> tree = new LinkedHashMap<>();
    card.latest().ifPresent(v -> tree.put("latest", v.toString()));
    Map<String, Object> aliases = new LinkedHashMap<>();
    card.aliases().forEach((alias, version) -> aliases.put(alias.text(), version.toString()));
    tree.put("aliases", aliases);
    tree.put("manifest", card.manifest().fields());
    card.description().ifPresent(text -> tree.put("description", text));
    tree.put("size", card.size());
    tree.put("updated", card.updated().getEpochSecond());
    tree.put("versions", (long) card.versions());
    return tree;
  }

  private static Optional<ModelCard> parse(ModelName model, String json) {
    try {
      Fields tree = Fields.of(Json.read(json.getBytes(StandardCharsets.UTF_8)));
      SortedMap<AliasName, Version> aliases = new TreeMap<>();
      tree.map("aliases")
          .forEach((a, v) -> aliases.put(new AliasName(a), Version.parse(String.valueOf(v))));
      return Optional.of(
          new ModelCard(
              model,
              tree.optional("latest").map(Version::parse),
              aliases,
              new Manifest(tree.map("manifest")),
              tree.optional("description"),
              tree.number("size"),
              Instant.ofEpochSecond(tree.number("updated")),
              Math.toIntExact(tree.number("versions"))));
    } catch (RegistryException damaged) {
      return Optional.empty();
    }
  }
}
