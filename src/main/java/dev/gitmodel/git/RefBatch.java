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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectReader;

/** Moves refs from expected old values to new ones, all or none, and durably. */
final class RefBatch {
  private final Path folder;
  private final ObjectReader reader;
  private final Consumer<String> notice;

  /** {@code reader} finds what the refs are to point to; it stays the caller's. */
  RefBatch(Path folder, ObjectReader reader) {
    this(folder, reader, text -> {});
  }

  /** As above; {@code notice} is told while another program is waited for. */
  RefBatch(Path folder, ObjectReader reader, Consumer<String> notice) {
    this.folder = folder;
    this.reader = reader;
    this.notice = notice;
  }

  /**
   * Applies the moves, each ref at most once. CONFLICT where a ref is not where it was expected;
   * STORAGE where the disk refused: then every ref is where it was, or all are moved.
   */
  void apply(List<RefMove> moves) {
    apply(moves, RefTable.Packed.NONE);
  }

  /** As {@link #apply(List)}; what is {@code known} of packed-refs is not read again. */
  void apply(List<RefMove> moves, RefTable.Packed known) {
    SortedSet<String> names = new TreeSet<>();
    moves.forEach(move -> names.add(move.ref()));
    under(
        names,
        known,
        (now, packed) -> {
          requireRoom(now, moves);
          requireUnmoved(now, moves);
          packed.move(moves, now);
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
      under(loose, RefTable.Packed.NONE, (now, packed) -> packed.takeIn(of(now, loose)));
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

  private void under(SortedSet<String> names, RefTable.Packed known, Work work) {
    try (GitLocks locks = new GitLocks(folder, notice)) {
      for (String name : names) {
        locks.take(name);
      }
      work.apply(RefTable.read(folder, known), new PackedRefs(folder, reader, locks));
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
    Set<String> removed = new HashSet<>();
    SortedSet<String> made = new TreeSet<>();
    moves.forEach(move -> (move.to().isNone() ? removed : made).add(move.ref()));
    for (String ref : made) {
      String below = ref + "/";
      boolean isFolder =
          Stream.of(made, now.refs().subMap(below, below + Character.MAX_VALUE).keySet())
              .flatMap(Set::stream)
              .anyMatch(other -> other.startsWith(below) && !removed.contains(other));
      if (isFolder || isBelowAnother(ref, now, made, removed)) {
        throw conflict(ref + " and another ref can't both be there: one is in the other");
      }
    }
  }

  private static boolean isBelowAnother(
      String ref, RefTable now, Set<String> made, Set<String> removed) {
    for (int slash = ref.lastIndexOf('/'); slash > 0; slash = ref.lastIndexOf('/', slash - 1)) {
      String folder = ref.substring(0, slash);
      if (made.contains(folder) || (now.get(folder).isPresent() && !removed.contains(folder))) {
        return true;
      }
    }
    return false;
  }

  private static RegistryException conflict(String what) {
    return new RegistryException(Problem.CONFLICT, what, "look again and repeat the command");
  }
}
