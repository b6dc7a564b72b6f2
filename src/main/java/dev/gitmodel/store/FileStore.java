package dev.gitmodel.store;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.TensorRecord;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The bytes of one model's files: durable before anything refers to them. */
public interface FileStore {
  /**
   * Stores the files, each read once: hashed while it is copied. What is there already is not
   * written again. {@code similar} are files of earlier versions, a hint to what may be there.
   * CONFLICT where a file changed while it was read.
   */
  Stored put(List<SourceFile> files, Collection<Artifact> similar, Progress progress);

  /**
   * The files in the order given, how many of their bytes were new to the store, and the tensors of
   * each content that has some, computed while it was read.
   */
  record Stored(List<Artifact> files, long newBytes, List<TensorRecord> tensors) {
    public Stored {
      files = List.copyOf(files);
      tensors = tensors.stream().distinct().toList();
    }
  }

  /** Their records without storing anything: hashed only. */
  List<Artifact> inspect(List<SourceFile> files, Progress progress);

  /** True where all bytes of the file are there (by size, not by content). */
  boolean has(Artifact file);

  /**
   * Those of the files that must be put before anything may refer to them, found out at once: what
   * this process put itself, and whoever keeps it acknowledged, need not be.
   */
  default List<Artifact> lacks(Collection<Artifact> files) {
    return files.stream().filter(file -> !has(file)).toList();
  }

  /**
   * Brings those of the files here that are kept elsewhere, {@code progress} being told their
   * bytes; which ones that were. What is asked for by itself is brought as well, one by one.
   */
  default Set<Artifact> fetch(Collection<Artifact> files, Progress progress) {
    return Set.of();
  }

  /** The bytes, not checked; CORRUPT where they are missing. */
  InputStream open(Artifact file);

  /**
   * Writes the file to {@code target}, which must not be there, hashing on the way, unless it was
   * hashed when it was fetched a moment ago; CORRUPT where the content is not the artifact's, and
   * then there is no target. The target is not yet forced.
   */
  void copy(Artifact file, Path target, Progress progress);

  /** Where the file's own bytes are, for a read-only link to them. */
  Optional<Path> location(Artifact file);

  /**
   * Removes the LFS objects of these files that no version, branch tip or run holds any more, under
   * the model's lock; returns the bytes freed.
   */
  long release(Collection<Artifact> files);

  /** Why bytes that were released may be kept all the same; empty where they are gone. */
  default Optional<String> keptElsewhere() {
    return Optional.empty();
  }
}
