package dev.gitmodel.query;

import dev.gitmodel.query.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into words. */
final class Tokens {
  private static final String OPERATORS = "=!<>~";
  private static final String MARKS = "(),";
  private static final String QUOTES = "'\"";

  private final Complaint complaint;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(Complaint complaint, String text) {
    this.complaint = complaint;
    this.text = text;
  }

  /** The words, with the end as the last one. */
  static List<Token> of(String text, Complaint complaint) {
    Tokens cutter = new Tokens(complaint, text);
    while (cutter.at < text.length()) {
      cutter.next(text.charAt(cutter.at));
    }
    cutter.tokens.add(new Token(Kind.END, "", text.length()));
    return cutter.tokens;
  }

  private void next(char c) {
    if (Character.isWhitespace(c)) {
      at++;
    } else if (QUOTES.indexOf(c) >= 0) {
      quoted(c);
    } else if (OPERATORS.indexOf(c) >= 0) {
      operator();
    } else if (MARKS.indexOf(c) >= 0) {
      add(Kind.MARK, at + 1);
    } else {
      int end = at;
      while (end < text.length() && isBare(text.charAt(end))) {
        end++;
      }
      add(Kind.WORD, end);
    }
  }

  private static boolean isBare(char c) {
    return !Character.isWhitespace(c) && (QUOTES + OPERATORS + MARKS).indexOf(c) < 0;
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at));
    at = end;
  }

  private void operator() {
    String two = text.substring(at, Math.min(at + 2, text.length()));
    int length = List.of("!=", "<=", ">=", "==").contains(two) ? 2 : 1;
    if (two.startsWith("!") && length == 1) {
      throw complaint.at(at, "'!' alone means nothing", "write != or not");
    }
    int start = at;
    add(Kind.OPERATOR, at + length);
    if (two.equals("==")) {
      tokens.set(tokens.size() - 1, new Token(Kind.OPERATOR, "=", start));
    }
  }

  /** Between two quotes of a kind; a backslash keeps the quote or backslash behind it. */
  private void quoted(char quote) {
    StringBuilder inside = new StringBuilder();
    int start = at++;
    while (at < text.length() && text.charAt(at) != quote) {
      boolean escapes =
          text.charAt(at) == '\\'
              && at + 1 < text.length()
              && (text.charAt(at + 1) == quote || text.charAt(at + 1) == '\\');
      at += escapes ? 1 : 0;
      inside.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw complaint.at(start, "the quote " + quote + " is never closed", "end the text with it");
    }
    at++;
    tokens.add(new Token(Kind.QUOTED, inside.toString(), start));
  }
}
