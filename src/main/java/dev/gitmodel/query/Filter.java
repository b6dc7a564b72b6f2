package dev.gitmodel.query;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A filter that was understood. Its grammar, with keywords in any case:
 *
 * <pre>
 * any   = all {"or" all}
 * all   = one {"and" one}
 * one   = "not" one | "(" any ")" | field | field compare value | field ["not"] "in" "(" value {"," value} ")"
 * compare = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "~"
 * </pre>
 *
 * Fields and values are bare words or stand in quotes; a keyword as a value stands in quotes.
 */
public final class Filter {
  private final String text;
  private final Expression root;
  private final Set<String> paths;
  private final List<TextOrder> textOrders;

  Filter(String text, Expression root, Set<String> paths, Collection<TextOrder> textOrders) {
    this.text = text;
    this.root = root;
    this.paths = Collections.unmodifiableSet(new TreeSet<>(paths));
    this.textOrders = List.copyOf(new LinkedHashSet<>(textOrders));
  }

  /** INVALID, with the column and a caret, where the text is no filter over these fields. */
  public static Filter parse(String text, Vocabulary vocabulary, Instant now) {
    return new Parser(text, vocabulary, now).filter();
  }

  /** True where the subject is what is asked for. */
  public boolean fits(Subject subject) {
    return root.holds(subject);
  }

  /** The paths of the fields that it asks for, sorted. */
  public Set<String> paths() {
    return paths;
  }

  /** Where it asks for what is less or greater than a text, as written, each once. */
  public List<TextOrder> textOrders() {
    return textOrders;
  }

  @Override
  public String toString() {
    return text;
  }
}
