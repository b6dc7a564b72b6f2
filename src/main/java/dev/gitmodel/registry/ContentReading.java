package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.TensorHasher;
import dev.gitmodel.store.WeightsHeaders;
import dev.gitmodel.store.WeightsHeaders.Header;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** Reads files of a version from the store, each once: its digest, and its tensors on the way. */
record ContentReading(FileStore files, WeightsHeaders headers, Progress progress) {
  private static final int BUFFER = 1 << 17;

  /** What a file turned out to hold; {@code why} says why there are no tensors. */
  record Content(Digest digest, Optional<TensorRecord> tensors, String why) {}

  /** True where the file's name says that it holds tensors which are told apart. */
  static boolean isWeights(Artifact file) {
    String name = file.path().name().toLowerCase(Locale.ROOT);
    return name.endsWith(".safetensors") || name.endsWith(".gguf");
  }

  /** The whole content, and the tensors where the name says that there are some. */
  Content read(Artifact file) {
    Header header = isWeights(file) ? header(file) : new Header.None();
    if (header instanceof Header.Tensors found) {
      return read(file, Optional.of(found.layout()));
    }
    String why =
        header instanceof Header.Unreadable broken
            ? broken.reason()
            : "it is in no format whose tensors are told apart";
    Content content = read(file, Optional.empty());
    return new Content(content.digest(), Optional.empty(), why);
  }

  private Header header(Artifact file) {
    Optional<Path> stored = files.location(file);
    return stored.isPresent() ? headers.read(file.path(), stored.get()) : headerOfCopy(file);
  }

  /** What is no file of its own in the store is small. */
  private Header headerOfCopy(Artifact file) {
    Path folder = Disk.attempt("make", "a temp", () -> Files.createTempDirectory("git-model-"));
    try {
      Path copy = folder.resolve("weights");
      Disk.attempt(
          "write",
          copy,
          () -> {
            try (InputStream in = files.open(file)) {
              return Files.copy(in, copy);
            }
          });
      return headers.read(file.path(), copy);
    } finally {
      Disk.deleteTree(folder);
    }
  }

  private Content read(Artifact file, Optional<TensorLayout> layout) {
    return Disk.attempt(
        "read",
        file.path(),
        () -> {
          try (InputStream in = files.open(file)) {
            return read(in, layout.map(TensorHasher::new));
          }
        });
  }

  private Content read(InputStream in, Optional<TensorHasher> tensors) throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sha.update(buffer, 0, n);
      if (tensors.isPresent()) {
        tensors.get().accept(ByteBuffer.wrap(buffer, 0, n));
      }
      progress.advance(n);
    }
    Digest digest = Digest.finish(sha.digest());
    return new Content(
        digest, tensors.flatMap(t -> t.finish(digest)), "it has too many tensors to keep");
  }
}
