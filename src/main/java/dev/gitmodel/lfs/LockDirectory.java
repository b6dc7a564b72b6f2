package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file locks of one repository: {@code lfs/locks/<id>} each, where the id is the SHA-256 of the
 * path that is locked, so that two locks of one path can't be. A lock is there whole and forced, or
 * not at all.
 */
final class LockDirectory {
  private final Path locks;
  private final DirectoryBlobs blobs;

  LockDirectory(Path lfsDir) {
    locks = lfsDir.resolve("locks");
    blobs = new DirectoryBlobs(lfsDir);
  }

  /** One lock: who has the path since when. */
  record Lock(String path, String owner, Instant at) {
    String id() {
      return idOf(path);
    }

    private String text() {
      return "path " + path + "\nowner " + owner + "\nlocked-at " + at + "\n";
    }

    private static Lock parse(String text) {
      String[] lines = text.split("\n", -1);
      if (lines.length == 4
          && lines[0].startsWith("path ")
          && lines[1].startsWith("owner ")
          && lines[2].startsWith("locked-at ")) {
        Instant at = Instant.parse(lines[2].substring("locked-at ".length()));
        return new Lock(
            lines[0].substring("path ".length()), lines[1].substring("owner ".length()), at);
      }
      throw new DateTimeException("not the three lines of a lock");
    }
  }

  static String idOf(String path) {
    return Digest.of(path.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** Makes the lock; the one that is there already, where that is another's or an earlier one. */
  Optional<Lock> take(Lock lock) {
    Durable.createDirectories(locks);
    Path temp = blobs.temps().fresh();
    blobs.temps().make();
    try {
      Durable.write(temp, lock.text().getBytes(StandardCharsets.UTF_8));
      return link(temp, lock);
    } finally {
      blobs.temps().discard(temp);
    }
  }

  private Optional<Lock> link(Path temp, Lock lock) {
    while (true) {
      try {
        // Unlike a rename, a link never replaces what is there.
        Files.createLink(locks.resolve(lock.id()), temp);
        Durable.forceDirectory(locks);
        return Optional.empty();
      } catch (FileAlreadyExistsException e) {
        Optional<Lock> holder = find(lock.id());
        if (holder.isPresent()) {
          return holder;
        }
      } catch (IOException e) {
        throw Durable.storage("can't lock " + lock.path(), e);
      }
    }
  }

  /** The lock of that id, if there is one. */
  Optional<Lock> find(String id) {
    try {
      Path file = locks.resolve(Digest.ofHex(id).hex());
      return Optional.of(Lock.parse(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Durable.storage("can't read the lock " + id, e);
    } catch (DateTimeException e) {
      throw new RegistryException(
          Problem.CORRUPT,
          "the lock " + id + " can't be read",
          "remove lfs/locks/" + id + " on the server",
          e);
    }
  }

  /** All locks, by their ids. */
  List<Lock> all() {
    if (!Files.isDirectory(locks)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(locks)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted()
          .flatMap(id -> find(id).stream())
          .toList();
    } catch (IOException e) {
      throw Durable.storage("can't list " + locks, e);
    }
  }

  /** Frees the path; false where it was free. */
  boolean release(String id) {
    try {
      boolean was = Files.deleteIfExists(locks.resolve(id));
      Durable.forceDirectory(locks);
      return was;
    } catch (IOException e) {
      throw Durable.storage("can't remove the lock " + id, e);
    }
  }
}
