package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.ListModels;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelCard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What {@code list --json} prints. */
record ListJson(List<Row> rows, int found, List<Finding> unreadable, List<Finding> unknown) {
  /** A model; {@code name} is what {@code model} was called before every verb said that. */
  record Row(
      ModelName model,
      ModelName name,
      Optional<Version> version,
      Optional<Tombstone> retired,
      Optional<Version> latest,
      SortedMap<AliasName, Version> aliases,
      Optional<String> summary,
      String kind,
      Optional<String> framework,
      Optional<String> task,
      Optional<String> license,
      List<String> tags,
      long size,
      Instant updated,
      int versions) {
    static Row of(ListModels.Row row) {
      ModelCard card = row.card();
      return new Row(
          card.name(),
          card.name(),
          row.version(),
          row.retired(),
          card.latest(),
          card.aliases(),
          row.text("summary"),
          card.manifest().kind(),
          row.text("framework"),
          row.text("task"),
          row.text("license"),
          card.manifest().texts("tags"),
          card.size(),
          card.updated(),
          card.versions());
    }
  }

  static ListJson of(ListModels.Listing listing) {
    return new ListJson(
        listing.rows().stream().map(Row::of).toList(),
        listing.found(),
        listing.unreadable(),
        listing.unknown());
  }
}
