package dev.gitmodel.query;

import java.util.List;

/** What a filter asks, as a tree; {@code !=} and {@code not in} are negations. */
// Loops and no streams, because it is asked of each of very many models.
sealed interface Expression {
  boolean holds(Subject subject);

  /** Every part holds. */
  record All(List<Expression> parts) implements Expression {
    @Override
    public boolean holds(Subject subject) {
      for (Expression part : parts) {
        if (!part.holds(subject)) {
          return false;
        }
      }
      return true;
    }
  }

  /** One part holds. */
  record Some(List<Expression> parts) implements Expression {
    @Override
    public boolean holds(Subject subject) {
      for (Expression part : parts) {
        if (part.holds(subject)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The inner one does not hold. */
  record Not(Expression inner) implements Expression {
    @Override
    public boolean holds(Subject subject) {
      return !inner.holds(subject);
    }
  }

  /** The field has a value. */
  record Present(Field field) implements Expression {
    @Override
    public boolean holds(Subject subject) {
      return !subject.values(field.path()).isEmpty();
    }
  }

  /** One of the field's values is so to one of the literals. */
  record Test(Field field, Comparison how, List<Literal> literals) implements Expression {
    @Override
    public boolean holds(Subject subject) {
      for (Object value : subject.values(field.path())) {
        for (Literal literal : literals) {
          if (Judgement.holds(value, how, literal)) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
