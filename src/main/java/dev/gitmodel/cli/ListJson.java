package dev.gitmodel.cli;

import dev.gitmodel.registry.ListModels;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code list --json} prints. */
record ListJson(
    List<Map<String, Object>> rows, int found, List<Finding> unreadable, List<Finding> unknown) {
  static ListJson of(ListModels.Listing listing) {
    List<Map<String, Object>> rows = new ArrayList<>(listing.rows().size());
    listing.rows().forEach(row -> rows.add(row(row)));
    return new ListJson(rows, listing.found(), listing.unreadable(), listing.unknown());
  }

  // A map and no record, which is taken apart by reflection: there may be very many.
  private static Map<String, Object> row(ListModels.Row row) {
    ModelCard card = row.card();
    Map<String, Object> json = new LinkedHashMap<>(32);
    String name = card.name().toString();
    json.put("model", name);
    // What it was called before every verb said model.
    json.put("name", name);
    json.put("version", row.version());
    json.put("retired", row.retired());
    json.put("latest", card.latest());
    json.put("aliases", card.aliases());
    json.put("summary", row.text("summary"));
    json.put("kind", card.manifest().kind());
    json.put("framework", row.text("framework"));
    json.put("task", row.text("task"));
    json.put("license", row.text("license"));
    json.put("tags", card.manifest().texts("tags"));
    json.put("size", card.size());
    json.put("updated", card.updated());
    json.put("versions", card.versions());
    return json;
  }
}
