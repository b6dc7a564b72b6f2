package dev.gitmodel.store;

import dev.gitmodel.model.Manifest;
import java.util.List;
import java.util.Optional;

/** What the next commit will hold: Git's index, and not the files beside it. */
public interface Staged {
  /** Its {@code model.yaml}, as far as that can be read. */
  Optional<Manifest> manifest();

  /** All that is wrong with its {@code model.yaml}; nothing where there is none. */
  List<String> manifestProblems();

  /** The files that differ from the last commit's; those that go are not among them. */
  List<Changed> changed();

  /**
   * One of them: its size in bytes as Git holds it, whether that is a pointer to a large file, and
   * whether {@code .gitattributes} says that it should be.
   */
  record Changed(String path, long size, boolean pointer, boolean attributed) {}
}
