package dev.gitmodel.codec;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong in one file; one problem a place, the first found there. */
final class Problems {
  private static final int MOST_SHOWN = 50;
  private static final int MOST_KEPT = 1000;

  private final String file;
  private final Map<Position, ManifestProblem> found = new LinkedHashMap<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Position at, String field, String message) {
    if (found.size() < MOST_KEPT) {
      found.putIfAbsent(
          at,
          new ManifestProblem(
              file, at.line(), at.column(), Printable.of(field), Printable.of(message)));
    }
  }

  void add(Position at, Trail field, String message) {
    if (found.size() < MOST_KEPT) {
      add(at, field.toString(), message);
    }
  }

  /** Adds the last problem: nothing behind it can be read. */
  Refusal fatal(Position at, String field, String message) {
    add(at, field, message);
    return new Refusal(message);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the file. */
  List<ManifestProblem> sorted() {
    return found.values().stream()
        .sorted(
            Comparator.comparingInt(ManifestProblem::line)
                .thenComparingInt(ManifestProblem::column))
        .toList();
  }

  /** All of them as one exception. */
  RegistryException exception(String hint) {
    String lines =
        sorted().stream()
            .limit(MOST_SHOWN)
            .map(ManifestProblem::toString)
            .collect(Collectors.joining("\n"));
    int more = found.size() - MOST_SHOWN;
    return RegistryException.invalid(more > 0 ? lines + "\nand " + more + " more" : lines, hint);
  }

  void throwIfAny(String hint) {
    if (!isEmpty()) {
      throw exception(hint);
    }
  }
}
