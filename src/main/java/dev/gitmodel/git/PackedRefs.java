package dev.gitmodel.git;

import dev.gitmodel.git.RefTable.Entry;
import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The file {@code packed-refs}, replaced as a whole. Not by JGit, which deletes the old file where
 * it can't rename the new one, and every ref with it.
 */
final class PackedRefs {
  private static final String FILE = "packed-refs";
  private static final String HEADER = "# pack-refs with: peeled fully-peeled sorted \n";

  private final Repository repository;
  private final Path folder;
  private final RefLocks locks;

  /** {@code locks} are held until all is done; nobody else moves the refs that they name. */
  PackedRefs(Repository repository, RefLocks locks) {
    this.repository = repository;
    this.folder = repository.getDirectory().toPath();
    this.locks = locks;
  }

  /** What a rewrite changes. */
  interface Edit {
    void apply(SortedMap<String, Entry> packed);
  }

  /** Moves locked refs from where they are by now known to be, at once. */
  void move(List<RefMove> moves) throws IOException {
    takeIn(moves);
    rewrite(
        packed -> {
          for (RefMove move : moves) {
            if (move.to().isNone()) {
              packed.remove(move.ref());
            } else {
              packed.put(move.ref(), entry(move.to()));
            }
          }
        });
  }

  /** A loose file would hide what packed-refs says: its value goes there first. */
  private void takeIn(List<RefMove> moves) throws IOException {
    List<RefMove> loose =
        moves.stream().filter(move -> Files.isRegularFile(folder.resolve(move.ref()))).toList();
    if (loose.isEmpty()) {
      return;
    }
    rewrite(
        packed -> {
          for (RefMove move : loose) {
            packed.put(move.ref(), entry(move.from()));
          }
        });
    Durable.forceDirectory(folder);
    SortedSet<Path> folders = new TreeSet<>();
    for (RefMove move : loose) {
      Path file = folder.resolve(move.ref());
      Files.deleteIfExists(file);
      folders.add(file.resolveSibling(""));
    }
    // Or a power cut may bring one back beside moves that were made.
    folders.forEach(Durable::forceDirectory);
  }

  private void rewrite(Edit edit) throws IOException {
    Path lock = locks.take(FILE);
    SortedMap<String, Entry> packed = RefTable.readPacked(folder);
    if (!isFullyPeeled()) {
      for (Map.Entry<String, Entry> ref : packed.entrySet()) {
        ref.setValue(entry(ref.getValue().id()));
      }
    }
    edit.apply(packed);
    write(lock, text(packed));
    Files.move(lock, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    locks.becameFile(lock);
  }

  /** An old or strange writer may not have said which tags stand for which commits. */
  private boolean isFullyPeeled() throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return true;
    }
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.findFirst().filter(line -> line.contains(" fully-peeled ")).isPresent();
    }
  }

  private Entry entry(Revision id) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevObject object = walk.parseAny(ObjectId.fromString(id.hex()));
      return new Entry(
          id, object instanceof RevTag ? Optional.of(Ids.of(walk.peel(object))) : Optional.empty());
    } catch (IOException e) {
      throw Damage.missing("what is to be referred to", e);
    }
  }

  private static String text(SortedMap<String, Entry> packed) {
    StringBuilder text = new StringBuilder(HEADER);
    packed.forEach(
        (ref, entry) -> {
          text.append(entry.id().hex()).append(' ').append(ref).append('\n');
          entry.peeled().ifPresent(to -> text.append('^').append(to.hex()).append('\n'));
        });
    return text.toString();
  }

  private static void write(Path lock, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }
}
