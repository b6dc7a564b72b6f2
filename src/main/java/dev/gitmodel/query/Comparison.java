package dev.gitmodel.query;

/** How a field's value is held against a literal. */
enum Comparison {
  EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  CONTAINS;

  /** True where less and greater matter. */
  boolean orders() {
    return this != EQUAL && this != CONTAINS;
  }

  /** True where {@code order}, the sign of value minus literal, is what is asked for. */
  boolean accepts(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case CONTAINS -> false;
    };
  }
}
