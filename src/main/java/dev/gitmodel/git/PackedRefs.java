package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The file {@code packed-refs}, replaced as a whole. Not by JGit, which deletes the old file where
 * it can't rename the new one, and every ref with it.
 */
final class PackedRefs {
  private static final String FILE = "packed-refs";
  private static final String FRESH = "git-model.packed-refs";
  private static final String HEADER = "# pack-refs with: peeled fully-peeled sorted \n";

  private final Path folder;
  private final ObjectReader reader;
  private final GitLocks locks;

  /** {@code locks} are held until all is done; nobody else moves the refs that they name. */
  PackedRefs(Path folder, ObjectReader reader, GitLocks locks) {
    this.folder = folder;
    this.reader = reader;
    this.locks = locks;
  }

  /** What a rewrite changes. */
  private interface Edit {
    /** Names are bytes, one character each: so they sort as Git wants, and none is changed. */
    void apply(SortedMap<String, RefEntry> packed);
  }

  /** Moves locked refs from where they are by now known to be, at once and durably. */
  void move(List<RefMove> moves, RefTable now) throws IOException {
    SortedMap<String, Revision> from = new TreeMap<>();
    moves.forEach(move -> from.put(move.ref(), move.from()));
    takeIn(from);
    SortedMap<String, String> edits = new TreeMap<>();
    for (RefMove move : moves) {
      String name = bytes(move.ref());
      boolean gone = move.to().isNone();
      edits.put(name, gone ? "" : lines(name, entry(move.to(), now.packed().refs())));
    }
    locks.take(FILE);
    Optional<byte[]> spliced = PackedSplice.apply(bytes(), edits);
    if (spliced.isPresent()) {
      replace(spliced.get());
      return;
    }
    rewrite(
        packed -> {
          for (RefMove move : moves) {
            if (move.to().isNone()) {
              packed.remove(bytes(move.ref()));
            } else {
              packed.put(bytes(move.ref()), entry(move.to(), packed));
            }
          }
        });
  }

  private byte[] bytes() throws IOException {
    Path file = folder.resolve(FILE);
    return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
  }

  /** A loose file would hide what packed-refs says: the locked ref's value goes there first. */
  void takeIn(Map<String, Revision> refs) throws IOException {
    SortedMap<String, Revision> loose = new TreeMap<>(refs);
    loose.keySet().removeIf(ref -> !Files.isRegularFile(folder.resolve(ref)));
    if (loose.isEmpty()) {
      return;
    }
    rewrite(packed -> loose.forEach((ref, id) -> packed.put(bytes(ref), entry(id, packed))));
    Set<Path> folders = new TreeSet<>();
    for (String ref : loose.keySet()) {
      Path file = folder.resolve(ref);
      Files.deleteIfExists(file);
      folders.add(file.resolveSibling(""));
    }
    // Or a power cut may bring one back beside moves that were made.
    folders.forEach(Durable::forceDirectory);
  }

  private void rewrite(Edit edit) throws IOException {
    locks.take(FILE);
    SortedMap<String, RefEntry> packed = RefTable.readPacked(folder, StandardCharsets.ISO_8859_1);
    if (!isFullyPeeled()) {
      for (Map.Entry<String, RefEntry> ref : packed.entrySet()) {
        ref.setValue(entry(ref.getValue().id()));
      }
    }
    edit.apply(packed);
    replace(text(packed).getBytes(StandardCharsets.ISO_8859_1));
  }

  private void replace(byte[] bytes) throws IOException {
    Path fresh = folder.resolve(FRESH);
    try {
      Files.write(fresh, bytes);
      Durable.force(fresh);
      Durable.move(fresh, folder.resolve(FILE));
    } finally {
      Files.deleteIfExists(fresh);
    }
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

  /** What another ref says of the same object need not be looked up. */
  private RefEntry entry(Revision id, SortedMap<String, RefEntry> packed) {
    return packed.values().stream()
        .filter(known -> known.isAt(id) && known.peeled().isPresent())
        .findFirst()
        .orElseGet(() -> entry(id));
  }

  private RefEntry entry(Revision id) {
    try (RevWalk walk = new RevWalk(reader)) {
      RevObject object = walk.parseAny(ObjectId.fromString(id.hex()));
      return RefEntry.of(
          id, object instanceof RevTag ? Optional.of(Ids.of(walk.peel(object))) : Optional.empty());
    } catch (IOException e) {
      throw Damage.missing("what is to be referred to", e);
    }
  }

  private static String bytes(String ref) {
    return new String(ref.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String text(SortedMap<String, RefEntry> packed) {
    StringBuilder text = new StringBuilder(HEADER);
    packed.forEach((ref, entry) -> text.append(lines(ref, entry)));
    return text.toString();
  }

  private static String lines(String ref, RefEntry entry) {
    String line = entry.id().hex() + ' ' + ref + '\n';
    return line + entry.peeled().map(to -> "^" + to.hex() + "\n").orElse("");
  }
}
