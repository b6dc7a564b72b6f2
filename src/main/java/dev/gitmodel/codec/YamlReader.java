package dev.gitmodel.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * One bounded YAML document without the dangerous parts of YAML: no anchors, aliases, tags,
 * directives, merge keys, keys that are no text, duplicate keys, or nesting beyond a depth.
 *
 * <p>It walks SnakeYAML's parser events directly: events come one by one, so a bomb is refused
 * before anything is built from it, they carry places, and neither a resolver nor data binding is
 * loaded.
 */
final class YamlReader {
  private final ParserImpl parser;
  private final String text;
  private final int deepest;
  private final Problems problems;

  private YamlReader(String text, int deepest, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // The bytes are counted before.
    this.parser = new ParserImpl(new StreamReader(text), options);
    this.text = text;
    this.deepest = deepest;
    this.problems = problems;
  }

  /** The document of {@code text}; what can be read past is added to {@code problems}. */
  static YamlDocument read(String text, int deepest, Problems problems) {
    refuseUnprintable(text, problems);
    try {
      return new YamlReader(text, deepest, problems).document();
    } catch (MarkedYAMLException e) {
      throw problems.fatal(positionOf(e), "", "not YAML: " + wordsOf(e));
    } catch (YAMLException | IllegalArgumentException e) {
      throw problems.fatal(Position.START, "", "not YAML: " + e.getMessage());
    }
  }

  private static void refuseUnprintable(String text, Problems problems) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        throw problems.fatal(
            Position.of(text, i),
            "",
            String.format("text without control characters was expected, found U+%04X", c));
      }
      i += Character.charCount(c);
    }
  }

  private YamlDocument document() {
    next();
    Event first = next();
    if (first instanceof StreamEndEvent) {
      return YamlDocument.EMPTY;
    }
    refuseDirectives((DocumentStartEvent) first);
    Node root = node(next(), Trail.ROOT, 1);
    DocumentEndEvent end = (DocumentEndEvent) next();
    if (!(parser.peekEvent() instanceof StreamEndEvent)) {
      throw problems.fatal(position(next().getStartMark()), "", "one document was expected");
    }
    Optional<Position> dots =
        end.getExplicit() ? Optional.of(position(end.getStartMark())) : Optional.empty();
    boolean blank = root instanceof Node.Scalar s && s.plain() && s.text().isEmpty();
    return new YamlDocument(blank ? Optional.empty() : Optional.of(root), dots);
  }

  private void refuseDirectives(DocumentStartEvent start) {
    String before = text.substring(0, text.offsetByCodePoints(0, start.getEndMark().getIndex()));
    if (before.startsWith("%") || before.contains("\n%") || before.contains("\r%")) {
      throw problems.fatal(Position.START, "", "YAML without directives (%...) was expected");
    }
  }

  private Node node(Event event, Trail path, int level) {
    Position at = position(event.getStartMark());
    if (level > deepest) {
      throw problems.fatal(
          at, path.toString(), "nesting of at most " + deepest + " levels was expected");
    }
    refuseMarks((NodeEvent) event, path, at);
    if (event instanceof ScalarEvent scalar) {
      return new Node.Scalar(scalar.getValue(), scalar.isPlain(), at, position(event.getEndMark()));
    }
    if (event instanceof MappingStartEvent mapping) {
      return new Node.Fields(fields(path, level), mapping.isFlow(), at);
    }
    return event instanceof AliasEvent
        ? new Node.Scalar("", true, at, at)
        : new Node.Items(items(path, level), at);
  }

  private void refuseMarks(NodeEvent event, Trail path, Position at) {
    if (event instanceof AliasEvent) {
      problems.add(at, path, "a value was expected, not an alias (*): write the value out");
    } else if (event.getAnchor() != null) {
      problems.add(at, path, "a value without an anchor (&) was expected");
    } else if (tag(event) != null) {
      problems.add(at, path, "a value without a tag (!) was expected");
    }
  }

  private static @Nullable String tag(NodeEvent event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
  }

  private List<Node> items(Trail path, int level) {
    List<Node> items = new ArrayList<>();
    Event event = next();
    while (!(event instanceof SequenceEndEvent)) {
      items.add(node(event, path.index(items.size()), level + 1));
      event = next();
    }
    return items;
  }

  private Map<String, Node.Field> fields(Trail path, int level) {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    Event event = next();
    while (!(event instanceof MappingEndEvent)) {
      String key = key(event, path);
      Trail inner = path.key(key);
      Position at = position(event.getStartMark());
      refuseMarks((NodeEvent) event, inner, at);
      Node.Field field = new Node.Field(at, node(next(), inner, level + 1));
      if (fields.putIfAbsent(key, field) != null) {
        problems.add(at, inner, "each key once was expected, this one is there twice");
      }
      event = next();
    }
    return fields;
  }

  private String key(Event event, Trail path) {
    Position at = position(event.getStartMark());
    if (!(event instanceof ScalarEvent scalar)) {
      throw problems.fatal(at, path.toString(), "a text as key was expected");
    }
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      problems.add(at, path, "keys without merging (<<) were expected: write them out");
    }
    return scalar.getValue();
  }

  private Event next() {
    return parser.getEvent();
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1, mark.getIndex());
  }

  private static Position positionOf(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    return mark == null ? Position.START : position(mark);
  }

  private static String wordsOf(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return (context + e.getProblem()).replaceAll("\\s+", " ");
  }
}
