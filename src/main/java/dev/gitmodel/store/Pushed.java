package dev.gitmodel.store;

import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import java.util.List;

/** What any push brings, readable before it is taken in. */
public interface Pushed extends AutoCloseable {
  /** Every ref that moves, {@code refs/audit/log} among them. */
  List<RefMove> moves();

  /** What the object is; {@link Kind#MISSING} where it is not there. */
  Kind kind(Revision id);

  /** True where {@code earlier} is {@code later} or an ancestor of it. */
  boolean descends(Revision later, Revision earlier);

  /** What an id can name. */
  enum Kind {
    COMMIT,
    TAG,
    OTHER,
    MISSING
  }

  @Override
  void close();
}
