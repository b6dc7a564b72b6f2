package dev.gitmodel.git;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Link;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the versions of a model name, as one line of an index. */
final class LinkText {
  private LinkText() {}

  static String write(List<Link> links) {
    return Json.line(links.stream().map(LinkText::tree).toList());
  }

  private static Map<String, Object> tree(Link link) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("field", link.source().field().name());
    tree.put("text", link.source().text());
    link.source().pinned().ifPresent(pinned -> tree.put("pinned", pinned));
    tree.put("versions", link.versions().stream().map(Version::toString).toList());
    return tree;
  }

  /** What {@link #write} wrote; empty where it is damaged. */
  static Optional<List<Link>> read(ModelName model, String line) {
    try {
      List<Link> links = new ArrayList<>();
      List<?> trees = Fields.cast(List.class, Json.read(line.getBytes(StandardCharsets.UTF_8)));
      trees.forEach(tree -> links.add(link(model, Fields.of(tree))));
      return Optional.of(links);
    } catch (RegistryException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static Link link(ModelName model, Fields tree) {
    Source source =
        new Source(
            Source.Field.valueOf(tree.text("field")), tree.text("text"), tree.optional("pinned"));
    return new Link(
        model,
        source,
        tree.list("versions").stream().map(v -> Version.parse(String.valueOf(v))).toList());
  }
}
