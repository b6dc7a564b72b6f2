package dev.gitmodel.codec;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code model.yaml} read safely: bounded, checked against the published schema, with places. */
public final class ManifestCodec {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int DEEPEST = 32;
  private static final String HINT = "the fields and their forms: git model validate --schema";

  private ManifestCodec() {}

  /**
   * The manifest of {@code bytes}, fully checked. Everything that is wrong is reported at once, one
   * line {@code file:line:column: field: what was expected} each.
   */
  public static ManifestText read(String fileName, byte[] bytes) {
    Problems problems = new Problems(fileName);
    ManifestText text = checked(bytes, problems);
    problems.throwIfAny(HINT);
    return text;
  }

  /**
   * Everything that is wrong in {@code bytes}, in the order of the file; empty where all is well.
   */
  public static List<ManifestProblem> problems(String fileName, byte[] bytes) {
    Problems problems = new Problems(fileName);
    checked(bytes, problems);
    return problems.sorted();
  }

  /**
   * The manifest of a version somebody published: parsed as safely, but not checked against the
   * schema, so unknown fields stay; fields without a value are left out.
   */
  public static ManifestText stored(byte[] bytes) {
    Problems problems = new Problems(Manifest.FILE.text());
    try {
      String text = Utf8.text(bytes, MOST_BYTES, problems);
      Optional<Node.Fields> root = root(document(text, problems), problems);
      problems.throwIfAny(HINT);
      return root.map(r -> text(text, r, Typed.map(r, Shape.MODEL, new Problems(""))))
          .orElse(new ManifestText(text, Manifest.EMPTY, Optional.empty()));
    } catch (Refusal e) {
      throw problems.exception(HINT);
    }
  }

  private static ManifestText checked(byte[] bytes, Problems problems) {
    try {
      String text = Utf8.text(bytes, MOST_BYTES, problems);
      YamlDocument document = document(text, problems);
      ManifestRules.checkOpen(document, problems);
      Optional<Node.Fields> root = root(document, problems);
      if (root.isEmpty()) {
        return new ManifestText(text, Manifest.EMPTY, Optional.empty());
      }
      Map<String, Object> tree = Typed.map(root.get(), Shape.MODEL, problems);
      SchemaCheck.model(new Cursor(root.get(), List.of(), tree, problems));
      ManifestRules.check(root.get(), problems);
      return text(text, root.get(), tree);
    } catch (Refusal e) {
      return ManifestText.NONE;
    }
  }

  /**
   * The document as it is once its last line is ended, which adding a field does: a block scalar
   * without a line break at its very end would get one then.
   */
  private static YamlDocument document(String text, Problems problems) {
    boolean ended = text.isEmpty() || text.endsWith("\n");
    return YamlReader.read(ended ? text : text + "\n", DEEPEST, problems);
  }

  private static Optional<Node.Fields> root(YamlDocument document, Problems problems) {
    if (document.root().isPresent() && !(document.root().get() instanceof Node.Fields)) {
      throw problems.fatal(
          document.root().get().at(), "", "fields were expected, such as 'name: iris'");
    }
    return document.root().map(Node.Fields.class::cast);
  }

  private static ManifestText text(String text, Node.Fields root, Map<String, Object> tree) {
    Node.Field version = root.fields().get("version");
    Optional<ManifestText.Span> span =
        version != null
                && version.value() instanceof Node.Scalar scalar
                && tree.containsKey("version")
            ? Optional.of(span(text, scalar))
            : Optional.empty();
    return new ManifestText(text, new Manifest(tree), span);
  }

  private static ManifestText.Span span(String text, Node.Scalar scalar) {
    int start = text.offsetByCodePoints(0, scalar.at().index());
    int end = text.offsetByCodePoints(start, scalar.end().index() - scalar.at().index());
    return new ManifestText.Span(start, end);
  }
}
