package dev.gitmodel.lfs;

import dev.gitmodel.codec.TensorsCodec;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * What a user's large files were found to hold, so that one that nobody has touched since need not
 * be read again. As with Git's index a file is taken for untouched where it is the same inode, of
 * the same size and times; but the inode's own time counts too, which nobody can set back, nothing
 * is kept of a file that was written to within two seconds of being read, and a few of its blocks
 * are compared all the same. It can be deleted at any time, and never grows beyond its slots.
 */
public final class HashCache {
  /** Knows nothing and keeps nothing. */
  public static final HashCache NONE = new HashCache(Optional.empty());

  private static final String HEAD = "git-model hash 1 ";
  // To hash less than this costs no more than to look it up.
  private static final long LARGE = 1 << 20;
  private static final int SLOT = 4;
  private static final String ASKED = "tensors";
  private static final String NOT_ASKED = "content";

  private final Optional<Path> folder;

  /** {@code folder} is made when there is something to keep. */
  public HashCache(Path folder) {
    this(Optional.of(folder));
  }

  private HashCache(Optional<Path> folder) {
    this.folder = folder;
  }

  /** The digest of a file, and its tensors where it has some. */
  record Known(Digest digest, Optional<TensorRecord> tensors) {}

  /** What {@code file} holds; empty where it has to be read, for its tensors too if it has some. */
  Optional<Known> find(Steady file, Optional<TensorLayout> layout) throws IOException {
    Optional<Path> slot = slot(file);
    if (slot.isEmpty() || !Files.isRegularFile(slot.get())) {
      return Optional.empty();
    }
    List<String> parts = List.of(read(slot.get()).split("\n", 6));
    boolean same =
        parts.size() == 6
            && parts.get(1).equals(file.stamp().orElse(""))
            && (layout.isEmpty() || parts.get(4).equals(ASKED))
            && parts.get(2).equals(Samples.digest(file.channel(), file.size()).hex());
    return same ? known(parts.get(3), layout.isEmpty() ? "" : parts.get(5)) : Optional.empty();
  }

  private static Optional<Known> known(String digest, String tensors) {
    try {
      return Optional.of(
          new Known(Digest.ofHex(digest), TensorsCodec.read(tensors).stream().findFirst()));
    } catch (RegistryException ofAnotherProgram) {
      return Optional.empty();
    }
  }

  /** Keeps what was found; quietly does nothing where it can't. */
  void keep(Steady file, Optional<TensorLayout> layout, Known known) throws IOException {
    Optional<Path> slot = slot(file);
    if (slot.isEmpty() || !file.settled()) {
      return;
    }
    String rest =
        String.join(
            "\n",
            file.stamp().orElse(""),
            Samples.digest(file.channel(), file.size()).hex(),
            known.digest().hex(),
            layout.isPresent() ? ASKED : NOT_ASKED,
            TensorsCodec.write(known.tensors().stream().toList()));
    write(slot.get(), HEAD + sum(rest) + "\n" + rest);
  }

  /** The next to ask for the file has to read it. */
  void forget(Steady file) {
    try {
      Optional<Path> slot = slot(file);
      if (slot.isPresent()) {
        Files.deleteIfExists(slot.get());
      }
    } catch (IOException readOnly) {
      return;
    }
  }

  private Optional<Path> slot(Steady file) {
    return file.size() < LARGE
        ? Optional.empty()
        : folder.flatMap(f -> file.inode().map(key -> f.resolve(name(key))));
  }

  private static String name(String inode) {
    return Digest.of(inode.getBytes(StandardCharsets.UTF_8)).hex().substring(0, SLOT);
  }

  private static String read(Path slot) {
    try {
      String text = Files.readString(slot);
      int rest = text.indexOf('\n') + 1;
      return text.startsWith(HEAD + sum(text.substring(rest)) + "\n") ? text : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static void write(Path slot, String text) {
    Path temp = slot.resolveSibling("." + slot.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(slot.resolveSibling(""));
      try {
        Files.writeString(temp, text);
        Files.move(temp, slot, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temp);
      }
    } catch (IOException readOnly) {
      return;
    }
  }

  // Of files that were never forced: a crash can leave anything of them.
  private static String sum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
