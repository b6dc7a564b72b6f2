package dev.gitmodel.query;

/** One word of a filter, and the column (from 0) it begins at. */
record Token(Kind kind, String text, int column) {
  enum Kind {
    /** A bare word: a field, a value or a keyword. */
    WORD,
    /** A text in quotes: never a keyword. */
    QUOTED,
    /** One of = != &lt; &lt;= &gt; &gt;= ~. */
    OPERATOR,
    /** One of ( ) and the comma. */
    MARK,
    END
  }

  boolean isMark(String mark) {
    return kind == Kind.MARK && text.equals(mark);
  }

  boolean isKeyword(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  /** As an error names it. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
