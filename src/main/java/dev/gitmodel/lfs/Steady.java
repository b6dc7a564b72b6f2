package dev.gitmodel.lfs;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A source file that is the same regular file, of the same size and time, from {@link #open} to
 * {@link #unchanged}; CONFLICT where it is not.
 */
final class Steady implements AutoCloseable {
  // Two writes within a tick of a file system's clock, which can be this long, leave the same time.
  private static final Duration TICK = Duration.ofSeconds(2);

  private final Content.OnDisk source;
  private final Instant opened;
  private final List<Object> before;
  private final FileChannel channel;

  private Steady(Content.OnDisk source, Instant opened, List<Object> before, FileChannel channel) {
    this.source = source;
    this.opened = opened;
    this.before = before;
    this.channel = channel;
  }

  static Steady open(Content.OnDisk source) {
    return open(source, Instant.now());
  }

  /** {@code opened} is now. */
  static Steady open(Content.OnDisk source, Instant opened) {
    List<Object> before = stamp(source);
    try {
      FileChannel channel =
          FileChannel.open(source.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      return new Steady(source, opened, before, channel);
    } catch (IOException e) {
      throw Durable.storage("can't read " + source.file(), e);
    }
  }

  /** A file that must still be the one that was read before. */
  record Same(Content.OnDisk source, List<Object> before) {
    /** CONFLICT where it is not. */
    Steady open() {
      Steady steady = Steady.open(source);
      if (!steady.before.equals(before)) {
        steady.close();
        throw changed(source);
      }
      return steady;
    }
  }

  /** For whoever reads it again. */
  Same same() {
    return new Same(source, before);
  }

  FileChannel channel() {
    return channel;
  }

  long size() {
    return source.size();
  }

  /** What file this is, whatever its name; empty where the file system does not say. */
  Optional<String> inode() {
    return before.get(0).equals("") || !(before.get(1) instanceof FileTime)
        ? Optional.empty()
        : Optional.of(before.get(0).toString());
  }

  /** What stays the same for as long as nobody touches the file; see {@link #settled}. */
  Optional<String> stamp() {
    return inode()
        .map(key -> key + " " + size() + " " + source.modifiedNanos() + " " + before.get(1));
  }

  /** True where whatever is written to the file from now on makes its {@link #stamp} another. */
  boolean settled() {
    Instant limit = opened.minus(TICK);
    return before.get(1) instanceof FileTime changed
        && changed.toInstant().isBefore(limit)
        && Instant.EPOCH.plusNanos(source.modifiedNanos()).isBefore(limit);
  }

  /** Checks, after {@code count} bytes were read to the end, that they are the file's. */
  void unchanged(long count) {
    if (count != source.size() || !before.equals(stamp(source))) {
      throw changed(source);
    }
  }

  /** CONFLICT where the file is not the one that was collected. */
  static void requireUnchanged(Content.OnDisk source) {
    stamp(source);
  }

  /** Everything that a write to the file, or another file under its name, makes different. */
  private static List<Object> stamp(Content.OnDisk source) {
    Path file = source.file();
    try {
      BasicFileAttributes now =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      long modified = now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      if (!now.isRegularFile()
          || now.size() != source.size()
          || modified != source.modifiedNanos()) {
        throw changed(source);
      }
      return List.of(Objects.requireNonNullElse(now.fileKey(), ""), inodeChanged(file));
    } catch (NoSuchFileException e) {
      throw changed(source);
    } catch (IOException e) {
      throw Durable.storage("can't read " + file, e);
    }
  }

  // Unlike the time of the content, nobody can set this one back.
  private static Object inodeChanged(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
        : "";
  }

  private static RegistryException changed(Content.OnDisk source) {
    return new RegistryException(
        Problem.CONFLICT,
        Printable.of(source.file() + " changed while it was read"),
        "wait until whatever writes it is done, then do this again");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Durable.storage("can't read " + source.file(), e);
    }
  }
}
