package dev.gitmodel.store;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Revision;
import java.util.List;

/** What a push brings to a model, readable before it is taken in. */
public interface Incoming extends Pushed {
  /**
   * What is said of a ref that others moved while the push was on its way: who reads it repeats.
   */
  String MOVED = "moved meanwhile; fetch first";

  /** The model as it is. */
  Snapshot before();

  /** The model as it will be; the audit log's own moves too. */
  Snapshot after();

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
}
