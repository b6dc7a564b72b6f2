package dev.gitmodel.codec;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a manifest must keep that a schema can't say: our own grammars, and that we can add to it.
 */
final class ManifestRules {
  private final Node root;
  private final Problems problems;

  private ManifestRules(Node root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  static void check(Node root, Problems problems) {
    ManifestRules rules = new ManifestRules(root, problems);
    rules.one(List.of("name"), ModelName::parse);
    rules.one(List.of("version"), Version::parse);
    rules.each(List.of("files"), Glob::new);
    rules.each(List.of("training", "outputs"), Glob::new);
    rules.one(List.of("training", "metrics"), FilePath::new);
    rules.versionIsOneWord();
  }

  /** Missing fields are added below the author's text, so it must be open there. */
  static void checkOpen(YamlDocument document, Problems problems) {
    document
        .dots()
        .ifPresent(
            at -> problems.add(at, "", "no '...' was expected: missing fields are added below"));
    if (document.root().isPresent()
        && document.root().get() instanceof Node.Fields root
        && (root.flow() || root.at().column() > 1)) {
      problems.add(
          new Position(root.at().line(), root.at().column(), -1),
          "",
          "fields at the start of their lines were expected, without braces: missing ones are"
              + " added below");
    }
  }

  private void versionIsOneWord() {
    Place version = Place.of(root, List.of("version"));
    if (version.node() instanceof Node.Scalar scalar && scalar.at().line() != scalar.end().line()) {
      problems.add(scalar.at(), "version", "a version on one line was expected");
    }
  }

  private void one(List<String> path, Consumer<String> grammar) {
    Place place = Place.of(root, path);
    one(place.node(), place.field(), grammar);
  }

  private void each(List<String> path, Consumer<String> grammar) {
    Place place = Place.of(root, path);
    if (place.node() instanceof Node.Items list) {
      for (int i = 0; i < list.items().size(); i++) {
        one(list.items().get(i), place.field() + "[" + i + "]", grammar);
      }
    }
  }

  private void one(Node node, String field, Consumer<String> grammar) {
    if (!(node instanceof Node.Scalar scalar)) {
      return;
    }
    try {
      grammar.accept(scalar.text());
    } catch (RegistryException e) {
      problems.add(scalar.at(), field, e.text() + "; " + e.hint());
    }
  }
}
