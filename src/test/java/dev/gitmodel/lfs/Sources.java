package dev.gitmodel.lfs;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Files to put, as a test wants them. */
final class Sources {
  static final int BIG = 3_000_000;

  private Sources() {}

  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static Content.OnDisk onDisk(Path file) throws IOException {
    return new Content.OnDisk(
        file, Files.size(file), Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
  }

  static DirectoryBlobs.Source source(Path file, Digest... similar) throws IOException {
    return new DirectoryBlobs.Source(onDisk(file), List.of(similar), Optional.empty());
  }

  /** Every regular file below, relative. */
  static List<String> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
