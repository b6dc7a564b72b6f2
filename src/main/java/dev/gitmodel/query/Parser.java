package dev.gitmodel.query;

import dev.gitmodel.model.RegistryException;
import dev.gitmodel.query.Token.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a filter by recursive descent: one method each rule of {@link Filter}'s grammar. */
final class Parser {
  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 100;
  private static final String COMPARE = "compare with one of = != < <= > >= ~ in";
  private static final String COMPARE_NO_TEXT = "compare with one of = != < <= > >= in";

  private final String text;
  private final Complaint complaint;
  private final Vocabulary vocabulary;
  private final Literals literals;
  private final List<Token> tokens;
  private final Set<String> paths = new TreeSet<>();
  private final List<TextOrder> textOrders = new ArrayList<>();
  private int at;
  private int depth;

  Parser(String text, Vocabulary vocabulary, Instant now) {
    if (text.length() > LONGEST) {
      throw RegistryException.invalid(
          "the filter is longer than " + LONGEST + " characters", "ask for less at a time");
    }
    this.text = text;
    this.vocabulary = vocabulary;
    this.complaint = new Complaint(text);
    this.literals = new Literals(complaint, now);
    this.tokens = Tokens.of(text, complaint);
  }

  Filter filter() {
    Expression root = any();
    Token rest = tokens.get(at);
    if (rest.kind() != Kind.END) {
      throw expected(rest, "'and', 'or' or the end", "put a text with blanks into quotes");
    }
    return new Filter(text, root, paths, textOrders);
  }

  private Expression any() {
    List<Expression> parts = new ArrayList<>(List.of(all()));
    while (take("or")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Some(parts);
  }

  private Expression all() {
    List<Expression> parts = new ArrayList<>(List.of(one()));
    while (take("and")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.All(parts);
  }

  private Expression one() {
    Token token = tokens.get(at);
    if (depth++ > DEEPEST) {
      throw complaint.at(token.column(), "this is nested too deep", "say it in fewer parentheses");
    }
    Expression made;
    if (take("not")) {
      made = new Expression.Not(one());
    } else if (token.isMark("(")) {
      at++;
      made = any();
      mark(")");
    } else {
      made = test();
    }
    depth--;
    return made;
  }

  private Expression test() {
    Field field = field();
    Token next = tokens.get(at);
    if (next.kind() == Kind.OPERATOR) {
      at++;
      return compared(field, next);
    }
    boolean negated = next.isKeyword("not") && tokens.get(at + 1).isKeyword("in");
    if (negated || next.isKeyword("in")) {
      at += negated ? 2 : 1;
      Expression among = new Expression.Test(field, Comparison.EQUAL, list(field));
      return negated ? new Expression.Not(among) : among;
    }
    boolean ends =
        next.kind() == Kind.END
            || next.isMark(")")
            || next.isKeyword("and")
            || next.isKeyword("or");
    if (!ends) {
      throw expected(next, "a comparison", COMPARE);
    }
    return new Expression.Present(field);
  }

  private Field field() {
    Token token = word("a field", "for example: license = apache-2.0");
    Field field =
        vocabulary
            .field(token.text())
            .orElseThrow(
                () ->
                    complaint.at(
                        token.column(),
                        "there is no field " + token.shown(),
                        "nearest: " + String.join(", ", vocabulary.near(token.text()))));
    paths.add(field.path());
    return field;
  }

  private Expression compared(Field field, Token operator) {
    Token value = word("a value", "put a keyword or a text with blanks into quotes");
    if (operator.text().equals("~") && field.kind() != Field.Kind.ANY) {
      throw complaint.at(
          operator.column(),
          "~ looks into texts, and " + field.path() + " is none",
          COMPARE_NO_TEXT);
    }
    Literal literal = literals.read(value, field);
    Comparison how = comparison(operator);
    if (how.orders() && literal instanceof Literal.Words words && words.number().isEmpty()) {
      textOrders.add(new TextOrder(field.path(), words.text()));
    }
    Expression test = new Expression.Test(field, how, List.of(literal));
    return operator.text().equals("!=") ? new Expression.Not(test) : test;
  }

  private static Comparison comparison(Token operator) {
    return switch (operator.text()) {
      case "<" -> Comparison.LESS;
      case "<=" -> Comparison.LESS_OR_EQUAL;
      case ">" -> Comparison.GREATER;
      case ">=" -> Comparison.GREATER_OR_EQUAL;
      case "~" -> Comparison.CONTAINS;
      default -> Comparison.EQUAL;
    };
  }

  private List<Literal> list(Field field) {
    mark("(");
    List<Literal> values = new ArrayList<>();
    do {
      values.add(literals.read(word("a value", "in (one, two)"), field));
    } while (takeMark(","));
    mark(")");
    return values;
  }

  /** A word that is no keyword, or a text in quotes. */
  private Token word(String what, String hint) {
    Token token = tokens.get(at);
    if (isKeyword(token) || (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED)) {
      throw expected(token, what, hint);
    }
    at++;
    return token;
  }

  private static boolean isKeyword(Token token) {
    return token.isKeyword("and")
        || token.isKeyword("or")
        || token.isKeyword("not")
        || token.isKeyword("in");
  }

  private boolean take(String keyword) {
    boolean there = tokens.get(at).isKeyword(keyword);
    at += there ? 1 : 0;
    return there;
  }

  private boolean takeMark(String mark) {
    boolean there = tokens.get(at).isMark(mark);
    at += there ? 1 : 0;
    return there;
  }

  private void mark(String mark) {
    if (!takeMark(mark)) {
      throw expected(tokens.get(at), "'" + mark + "'", "every ( needs its )");
    }
  }

  private RegistryException expected(Token found, String what, String hint) {
    return complaint.at(found.column(), what + " was expected, not " + found.shown(), hint);
  }
}
