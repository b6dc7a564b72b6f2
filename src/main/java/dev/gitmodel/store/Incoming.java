package dev.gitmodel.store;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import java.util.List;

/** What a push brings, readable before it is taken in. */
public interface Incoming extends AutoCloseable {
  /** The model as it is. */
  Snapshot before();

  /** The model as it will be; the audit log's own moves too. */
  Snapshot after();

  /** Every ref that moves, {@code refs/audit/log} among them. */
  List<RefMove> moves();

  /** What the object is; {@link Kind#MISSING} where it is not there. */
  Kind kind(Revision id);

  /** True where {@code earlier} is {@code later} or an ancestor of it. */
  boolean descends(Revision later, Revision earlier);

  /** The name that an annotated tag gives itself. */
  String tagName(Revision tag);

  /** All that is wrong with {@code model.yaml} of the commit; nothing where it has none. */
  List<String> manifestProblems(Revision commit);

  /** The large files that the push brings, in any of its commits, each content once. */
  List<LargeFile> largeFiles();

  /** True where it is stored, or where large files are kept elsewhere. */
  boolean stores(LargeFile file);

  /** One that a pointer stands for. */
  record LargeFile(String path, Digest digest, long size) {}

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
