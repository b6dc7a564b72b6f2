package dev.gitmodel.store;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.TensorLayout;
import java.nio.file.Path;

/** What weights files say about where their tensors lie, read without loading them. */
public interface WeightsHeaders {
  /** The header of {@code file}, which is called {@code name} in its version. */
  Header read(FilePath name, Path file);

  /** What was found. */
  sealed interface Header {
    /** The file's tensors. */
    record Tensors(TensorLayout layout) implements Header {}

    /** The file has tensors, but breaks the rules of its format. */
    record Unreadable(String reason) implements Header {}

    /** The file is in no format whose tensors are told apart. */
    record None() implements Header {}
  }
}
