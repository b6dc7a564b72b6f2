package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The packs of a repository, by their ends alone: a pack ends in the hash of what is before it, and
 * its index in that hash and its own. So a pack that was cut short is found without being read.
 */
final class Packs {
  private static final int HASH = 20;
  private static final int SHORTEST = 12 + HASH;

  private final Path folder;

  Packs(Path repository) {
    this.folder = repository.resolve("objects/pack");
  }

  /** A pack whose objects can't all be read, and what is wrong with it. */
  record Damaged(Path pack, String matter) {}

  /** In the order of their names. */
  List<Damaged> damaged() {
    List<Path> indexes = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "pack-*.idx")) {
      found.forEach(indexes::add);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw Durable.storage("can't list the packs in " + folder, folder, e);
    }
    Collections.sort(indexes);
    List<Damaged> damaged = new ArrayList<>();
    for (Path index : indexes) {
      String name = index.getFileName().toString().replaceFirst("idx$", "pack");
      Path pack = folder.resolve(name);
      matter(pack, index).ifPresent(matter -> damaged.add(new Damaged(pack, matter)));
    }
    return damaged;
  }

  private static Optional<String> matter(Path pack, Path index) {
    try {
      if (Files.notExists(pack)) {
        // Whoever collects garbage meanwhile takes both away.
        return Optional.of("is missing, and its index is there").filter(m -> Files.exists(index));
      }
      boolean whole =
          Files.size(pack) >= SHORTEST
              && Files.size(index) >= 2 * HASH
              && end(pack, HASH).equals(end(index, 2 * HASH));
      return whole
          ? Optional.empty()
          : Optional.of("is cut short or damaged: it does not end as its index says");
    } catch (IOException e) {
      return Optional.of("can't be read: " + e.getMessage());
    }
  }

  /** The hash that is so many bytes before the end of the file. */
  private static ByteBuffer end(Path file, int before) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer hash = ByteBuffer.allocate(HASH);
      long at = channel.size() - before;
      while (hash.hasRemaining() && channel.read(hash, at + hash.position()) >= 0) {
        // Read on.
      }
      return hash.flip();
    }
  }
}
