package dev.gitmodel.lfs;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/** Writes that survive a power cut once they return; what the disk refuses is STORAGE. */
public final class Durable {
  // A directory can't be opened there, and its entries are journalled.
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private Durable() {}

  /** Forces the content and size of a writable file. */
  public static void force(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw storage("can't force " + file + " to disk", e);
    }
  }

  /** Forces the names in a directory. */
  public static void forceDirectory(Path directory) {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw storage("can't force " + directory + " to disk", e);
    }
  }

  /** Renames within one file system, replacing what is there; both directories are forced. */
  public static void move(Path from, Path to) {
    rename(from, to);
    forceDirectory(directoryOf(to));
    if (!directoryOf(from).equals(directoryOf(to))) {
      forceDirectory(directoryOf(from));
    }
  }

  /** The rename alone, for whoever forces the directories of many renames at the end. */
  static void rename(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw storage("can't move " + from + " to " + to, e);
    }
  }

  /**
   * Makes {@code target} hold {@code bytes}: whole or not at all, whatever happens. A crash can
   * leave a {@code .<name>.<uuid>.tmp} beside it.
   */
  public static void write(Path target, byte[] bytes) {
    Path temp =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeNew(temp, bytes);
      move(temp, target);
    } catch (IOException e) {
      throw storage("can't write " + target, e);
    } finally {
      discard(temp);
    }
  }

  /** STORAGE where nothing can be written, forced and renamed in {@code directory} now. */
  public static void probe(Path directory) {
    try {
      tryOut(directory);
    } catch (IOException e) {
      throw storage("can't write to " + directory, e);
    }
  }

  private static void tryOut(Path directory) throws IOException {
    Path probe = directory.resolve(".probe." + UUID.randomUUID() + ".tmp");
    Path renamed = directory.resolve(".probe." + UUID.randomUUID() + ".tmp");
    try {
      writeNew(probe, new byte[4096]);
      Files.move(probe, renamed, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      discard(probe);
      discard(renamed);
    }
  }

  private static void writeNew(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Removes a left-over, best effort: whoever failed before has the error that matters. */
  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException kept) {
      return;
    }
  }

  /** Makes the directory and its missing parents, forcing each one's name. */
  public static void createDirectories(Path directory) {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directoryOf(directory);
    createDirectories(parent);
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw storage("can't make the directory " + directory, e);
      }
    } catch (IOException e) {
      throw storage("can't make the directory " + directory, e);
    }
    forceDirectory(parent);
  }

  private static Path directoryOf(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  /**
   * As below, for writes below {@code directory} of a library that keeps the disk's answer to
   * itself: then the disk is asked again.
   */
  public static RegistryException storage(String what, Path directory, IOException e) {
    if (Reason.of(e) == Reason.UNKNOWN) {
      try {
        tryOut(directory);
      } catch (IOException answer) {
        answer.addSuppressed(e);
        return storage(what, answer);
      }
    }
    return storage(what, e);
  }

  /** The failure of {@code what} ("can't write F"), with what the disk's answer means. */
  public static RegistryException storage(String what, IOException e) {
    Reason reason = Reason.of(e);
    String said = reason == Reason.UNKNOWN ? "I/O error: " + e.getMessage() : reason.sentence;
    String hint = reason == Reason.DENIED ? reason.hint + where(e) : reason.hint;
    return new RegistryException(
        Problem.STORAGE, Printable.of(what + ": " + said), Printable.of(hint), e);
  }

  /** The file that the disk's answer names, or the first folder above it that is there. */
  private static String where(IOException e) {
    if (!(e instanceof FileSystemException f) || f.getFile() == null) {
      return "";
    }
    Path named = Path.of(f.getFile());
    while (!Files.exists(named, LinkOption.NOFOLLOW_LINKS) && named.getParent() != null) {
      named = named.getParent();
    }
    return " " + named;
  }

  private enum Reason {
    FULL("no space left", "the disk is full", "free some space, or: git model gc"),
    QUOTA("quota", "the disk quota is used up", "free some space, or: git model gc"),
    READ_ONLY("read-only", "the file system is read-only", "mount it writable"),
    TOO_LARGE("file too large", "the file system can't hold a file of that size", ""),
    DENIED("permission denied", "permission denied", "check who owns it: ls -ld"),
    HANDLES("too many open files", "too many open files", "raise the limit: ulimit -n"),
    MISSING("no such file", "it is not there", ""),
    IN_THE_WAY("file exists", "something else is there", ""),
    BROKEN("input/output error", "the disk reports an I/O error", "check the disk: dmesg"),
    UNKNOWN("\0", "", "check the disk: df -h, dmesg");

    private final String answer;
    private final String sentence;
    private final String hint;

    Reason(String answer, String sentence, String hint) {
      this.answer = answer;
      this.sentence = sentence;
      this.hint = hint;
    }

    static Reason of(IOException e) {
      if (e instanceof AccessDeniedException) {
        return DENIED;
      } else if (e instanceof NoSuchFileException) {
        return MISSING;
      } else if (e instanceof FileAlreadyExistsException) {
        return IN_THE_WAY;
      }
      String answer = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      for (Reason reason : values()) {
        if (answer.contains(reason.answer)) {
          return reason;
        }
      }
      return UNKNOWN;
    }
  }
}
