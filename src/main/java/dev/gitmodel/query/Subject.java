package dev.gitmodel.query;

import java.util.List;

/**
 * What a filter is asked about. A value is a text, a number, a truth value, an {@code Instant}, a
 * {@code Version} or a {@code MetricValue}; a field that is not there has none.
 */
@FunctionalInterface
public interface Subject {
  /** The values of the field at {@code path}. */
  List<?> values(String path);
}
