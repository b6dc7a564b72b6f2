package dev.gitmodel.model;

import java.util.Optional;

/**
 * A file to publish: its path in the version, its bytes, whether they go to LFS ({@code lfs}) or
 * into a Git blob, and where its tensors lie in it, if it has some.
 */
public record SourceFile(
    FilePath path,
    Content content,
    boolean executable,
    boolean lfs,
    Optional<TensorLayout> tensors) {
  /** A file without tensors. */
  public SourceFile(FilePath path, Content content, boolean executable, boolean lfs) {
    this(path, content, executable, lfs, Optional.empty());
  }
}
