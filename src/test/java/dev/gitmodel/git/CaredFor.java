package dev.gitmodel.git;

import static dev.gitmodel.store.Bench.IRIS;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Care;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A repository of one version to take care of. */
final class CaredFor implements AutoCloseable {
  static final Duration GRACE = Duration.ofHours(2);

  final Shelves shelves;
  final Care care;
  private final GitModelStore store;

  CaredFor(Path folder) throws IOException {
    shelves = new Shelves(folder);
    shelves.bench.published("1.0.0");
    store = shelves.open("care");
    care = store.care();
  }

  @Override
  public void close() {
    store.close();
    shelves.close();
  }

  Path repository() {
    return shelves.repository();
  }

  static Path old(Path path) throws IOException {
    Instant then = Instant.now().minus(Duration.ofDays(2));
    Files.setLastModifiedTime(path, FileTime.from(then));
    return path;
  }

  static Care.Collecting how(Duration grace, boolean dryRun) {
    return new Care.Collecting(grace, Care.Copies.KEPT, dryRun);
  }

  Path large(Digest digest) {
    return store.lfs(IRIS).location(digest);
  }

  /** Bytes that were stored for a version that was then never published. */
  Artifact orphan() {
    return shelves
        .bench
        .files()
        .put(List.of(shelves.bench.large("w.bin", "nobody's")), List.of(), (bytes) -> {})
        .files()
        .get(0);
  }
}
