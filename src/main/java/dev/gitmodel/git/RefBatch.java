package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Repository;

/** Moves refs from expected old values to new ones, all or none, and durably. */
final class RefBatch {
  private RefBatch() {}

  /**
   * Applies the moves, each ref at most once. CONFLICT where a ref is not where it was expected;
   * STORAGE where the disk refused: then every ref is where it was, or all are moved.
   */
  static void apply(Repository repository, List<RefMove> moves) {
    Path folder = repository.getDirectory().toPath();
    SortedSet<String> names = new TreeSet<>();
    moves.forEach(move -> names.add(move.ref()));
    try (RefLocks locks = new RefLocks(folder)) {
      names.forEach(locks::take);
      RefTable now = RefTable.read(folder);
      requireRoom(now, moves);
      requireUnmoved(now, moves);
      new PackedRefs(repository, locks).move(moves);
    } catch (IOException e) {
      throw Durable.storage("can't move refs in " + folder, e);
    }
    Durable.forceDirectory(folder);
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
