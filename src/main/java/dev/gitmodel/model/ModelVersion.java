package dev.gitmodel.model;

import java.time.Instant;
import java.util.List;

/** A published version: what it is, whose commit it is, and its files. */
public record ModelVersion(
    ModelName model,
    Version version,
    Revision commit,
    Revision tag,
    Digest digest,
    Manifest manifest,
    List<Artifact> files,
    List<Revision> parents,
    Actor by,
    Instant at,
    boolean signed) {
  public ModelVersion {
    files = List.copyOf(files);
    parents = List.copyOf(parents);
  }

  /** Size of all files, in bytes. */
  public long size() {
    return files.stream().mapToLong(Artifact::size).sum();
  }

  public Reference reference() {
    return Reference.to(model, version);
  }
}
