package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectReader;

/** Moves refs from expected old values to new ones, all or none, and durably. */
final class RefBatch {
  private final Path folder;
  private final ObjectReader reader;

  /** {@code reader} finds what the refs are to point to; it stays the caller's. */
  RefBatch(Path folder, ObjectReader reader) {
    this.folder = folder;
    this.reader = reader;
  }

  /**
   * Applies the moves, each ref at most once. CONFLICT where a ref is not where it was expected;
   * STORAGE where the disk refused: then every ref is where it was, or all are moved.
   */
  void apply(List<RefMove> moves) {
    SortedSet<String> names = new TreeSet<>();
    moves.forEach(move -> names.add(move.ref()));
    under(
        names,
        (now, packed) -> {
          requireRoom(now, moves);
          requireUnmoved(now, moves);
          packed.move(moves);
        });
  }

  /** Takes every loose ref into packed-refs. */
  void pack() {
    SortedSet<String> loose = new TreeSet<>();
    for (String ref : RefTable.read(folder).refs().keySet()) {
      if (Files.isRegularFile(folder.resolve(ref))) {
        loose.add(ref);
      }
    }
    if (!loose.isEmpty()) {
      under(loose, (now, packed) -> packed.takeIn(of(now, loose)));
    }
  }

  private static SortedMap<String, Revision> of(RefTable now, Set<String> names) {
    SortedMap<String, Revision> there = new TreeMap<>();
    names.forEach(name -> now.get(name).ifPresent(id -> there.put(name, id)));
    return there;
  }

  /** What is done while nobody else moves some refs. */
  private interface Work {
    void apply(RefTable now, PackedRefs packed) throws IOException;
  }

  private void under(SortedSet<String> names, Work work) {
    try (GitLocks locks = new GitLocks(folder)) {
      for (String name : names) {
        locks.take(name);
      }
      work.apply(RefTable.read(folder), new PackedRefs(folder, reader, locks));
    } catch (IOException e) {
      throw Durable.storage("can't move refs in " + folder, e);
    }
  }

  private static void requireUnmoved(RefTable now, List<RefMove> moves) {
    for (RefMove move : moves) {
      if (!now.get(move.ref()).orElse(Revision.NONE).equals(move.from())) {
        throw conflict(move.ref() + " moved meanwhile");
      }
    }
  }

  /** One ref can't be another's folder. */
  private static void requireRoom(RefTable now, List<RefMove> moves) {
    Set<String> after = new HashSet<>(now.refs().keySet());
    moves.stream().filter(move -> move.to().isNone()).forEach(move -> after.remove(move.ref()));
    moves.stream().filter(move -> !move.to().isNone()).forEach(move -> after.add(move.ref()));
    Set<String> folders = new HashSet<>();
    after.forEach(ref -> addFolders(ref, folders));
    for (RefMove move : moves) {
      if (!move.to().isNone()) {
        Set<String> above = new HashSet<>();
        addFolders(move.ref(), above);
        above.retainAll(after);
        if (!above.isEmpty() || folders.contains(move.ref())) {
          throw conflict(move.ref() + " and another ref can't both be there: one is in the other");
        }
      }
    }
  }

  private static void addFolders(String ref, Set<String> into) {
    for (int slash = ref.lastIndexOf('/'); slash > 0; slash = ref.lastIndexOf('/', slash - 1)) {
      into.add(ref.substring(0, slash));
    }
  }

  private static RegistryException conflict(String what) {
    return new RegistryException(Problem.CONFLICT, what, "look again and repeat the command");
  }
}
