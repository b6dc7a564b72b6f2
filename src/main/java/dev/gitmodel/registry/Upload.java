package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files of a push on their way into the store; {@link #files} answers to {@code sources}. */
record Upload(FileStore store, List<SourceFile> sources, FileStore.Stored stored) {
  /** Of no files yet: those of a version that is made of what is stored already. */
  static Upload empty(FileStore store) {
    return new Upload(store, List.of(), new FileStore.Stored(List.of(), 0, List.of()));
  }

  /** All stored. */
  static Upload stored(
      FileStore store, List<SourceFile> sources, List<Artifact> similar, Progress progress) {
    return new Upload(store, sources, store.put(sources, similar, progress));
  }

  /** Hashed only: what is there already need not be stored, and a dry run must not be. */
  static Upload hashed(FileStore store, List<SourceFile> sources, Progress progress) {
    List<Artifact> files = store.inspect(sources, progress);
    return new Upload(store, sources, new FileStore.Stored(files, 0, List.of()));
  }

  List<Artifact> files() {
    return stored.files();
  }

  long newBytes() {
    return stored.newBytes();
  }

  /**
   * Puts again what is not there: removed since, while nothing referred to it, or lost by the disk;
   * how many bytes that are.
   */
  long restore() {
    Set<Artifact> lacking = new HashSet<>(store.lacks(files()));
    List<SourceFile> gone = new ArrayList<>();
    for (int i = 0; i < files().size(); i++) {
      if (lacking.contains(files().get(i))) {
        gone.add(sources.get(i));
      }
    }
    return gone.isEmpty() ? 0 : store.put(gone, List.of(), Progress.NONE).newBytes();
  }

  /** Stores the {@code model.yaml} that the version turned out to have. */
  FileStore.Stored put(ManifestText manifest) {
    return store.put(List.of(source(manifest)), List.of(), Progress.NONE);
  }

  /** The same without storing it. */
  Artifact inspect(ManifestText manifest) {
    return store.inspect(List.of(source(manifest)), Progress.NONE).get(0);
  }

  private static SourceFile source(ManifestText manifest) {
    return new SourceFile(Manifest.FILE, new Content.Text(manifest.text()), false, false);
  }

  /** Bytes of these files that the store does not have, each content once. */
  long missing() {
    Set<Digest> counted = new HashSet<>();
    return store.lacks(files()).stream()
        .filter(file -> counted.add(file.digest()))
        .mapToLong(Artifact::size)
        .sum();
  }

  /** All their bytes, each content once: a model that is not there yet has none of them. */
  long all() {
    Set<Digest> counted = new HashSet<>();
    return files().stream()
        .filter(file -> counted.add(file.digest()))
        .mapToLong(Artifact::size)
        .sum();
  }
}
