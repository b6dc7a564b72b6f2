package dev.gitmodel.git;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.Glance;
import dev.gitmodel.store.Link;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.StandingVersion;
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
import java.util.function.BiConsumer;

/**
 * All cards from one index file; a model is opened only where its refs are not as they were then.
 */
final class GitCatalogue implements Catalogue {
  // A sign that no name has: the line of a model's standing versions.
  private static final String STANDING = "#standing";
  // And the line of what its versions name.
  private static final String LINKS = "#links";

  private final GitModelStore store;
  private final Path file;

  GitCatalogue(GitModelStore store, Path file) {
    this.store = store;
    this.file = file;
  }

  @Override
  public Cards cards() {
    List<ModelCard> cards = new ArrayList<>();
    List<Finding> unreadable = each((model, index) -> cards.add(card(model, index)));
    return new Cards(cards, unreadable);
  }

  @Override
  public Standings standings() {
    List<ModelStanding> standings = new ArrayList<>();
    List<Finding> unreadable = each((model, index) -> standings.add(standing(model, index)));
    return new Standings(standings, unreadable);
  }

  @Override
  public Links links() {
    List<Link> links = new ArrayList<>();
    List<Finding> unreadable = each((model, index) -> links.addAll(links(model, index)));
    return new Links(links, unreadable);
  }

  private List<Finding> each(BiConsumer<ModelName, IndexFile> reading) {
    IndexFile index = new IndexFile(file);
    List<Finding> unreadable = new ArrayList<>();
    for (ModelName model : store.models()) {
      try {
        reading.accept(model, index);
      } catch (RegistryException e) {
        unreadable.add(new Finding(model.toString(), e.text(), "git model doctor " + model));
      }
    }
    index.save();
    return unreadable;
  }

  private ModelCard card(ModelName model, IndexFile index) {
    Path path = store.path(model);
    Optional<ModelCard> known =
        kept(path, index.get(model.toString())).flatMap(json -> parse(model, json));
    if (known.isPresent()) {
      return known.get();
    }
    String state = RefState.of(path);
    ModelCard card = new Glance(store.look(model)).card();
    index.put(model.toString(), state + " " + Json.line(tree(card)));
    return card;
  }

  private ModelStanding standing(ModelName model, IndexFile index) {
    Path path = store.path(model);
    Optional<ModelCard> card =
        kept(path, index.get(model.toString())).flatMap(json -> parse(model, json));
    Optional<List<StandingVersion>> versions =
        kept(path, index.get(model + STANDING)).flatMap(StandingText::read);
    if (card.isPresent() && versions.isPresent()) {
      return new ModelStanding(card.get(), versions.get());
    }
    String state = RefState.of(path);
    ModelStanding read = new Glance(store.look(model)).standing();
    index.put(model.toString(), state + " " + Json.line(tree(read.card())));
    index.put(model + STANDING, state + " " + StandingText.write(read.versions()));
    return read;
  }

  private List<Link> links(ModelName model, IndexFile index) {
    Path path = store.path(model);
    Optional<List<Link>> known =
        kept(path, index.get(model + LINKS)).flatMap(line -> LinkText.read(model, line));
    if (known.isPresent()) {
      return known.get();
    }
    String state = RefState.of(path);
    List<Link> read = new Glance(store.look(model)).links();
    index.put(model + LINKS, state + " " + LinkText.write(read));
    return read;
  }

  /** What a line says, where the model's refs still are as they were when it was written. */
  private static Optional<String> kept(Path repository, Optional<String> line) {
    return line.flatMap(
        text -> {
          int blank = text.indexOf(' ');
          return blank > 0 && RefState.unchanged(repository, text.substring(0, blank))
              ? Optional.of(text.substring(blank + 1))
              : Optional.empty();
        });
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
