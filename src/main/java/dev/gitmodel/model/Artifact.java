package dev.gitmodel.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * One file of a version: path, size in bytes, SHA-256 of its content, and where the content is: the
 * Git blob where there is one, else the LFS object of that digest.
 */
public record Artifact(
    FilePath path, long size, Digest digest, boolean executable, Optional<Revision> blob) {
  /** The digest's order. A plain lambda, because those of the JDK are slow to make at a start. */
  public static final Comparator<Artifact> BY_PATH_BYTES = (a, b) -> a.path().compareTo(b.path());

  /** True where Git holds a pointer only. */
  public boolean isLfs() {
    return blob.isEmpty();
  }
}
