package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.PackParser;

/**
 * Inserts small loose objects that survive a power cut once flushed, without opening JGit's
 * repository.
 */
final class LooseInserter extends ObjectInserter {
  /** Stock git's own name for these, so that its {@code prune} takes left-over ones away. */
  static final String TEMPORARY = "tmp_obj_";

  static {
    // The class above asks JGit's configuration how to make sums, be any made or not.
    JGitSystem.install();
  }

  private final Path folder;
  private final Path objects;
  private final Supplier<Repository> repository;
  private final SortedSet<Path> folders = new TreeSet<>();

  LooseInserter(Path folder, Supplier<Repository> repository) {
    this.folder = folder;
    this.objects = folder.resolve("objects");
    this.repository = repository;
  }

  /** Loads and initializes what writing a commit takes, without writing one. */
  static void start() {
    Path nowhere = Path.of(System.getProperty("java.home"));
    Supplier<Repository> none =
        () -> {
          throw new IllegalStateException("nothing is read here");
        };
    try (LooseInserter inserter = new LooseInserter(nowhere, none);
        RevWalk walk = new RevWalk(inserter.newReader())) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.idFor(new TreeFormatter()));
      commit.setAuthor(new PersonIdent("", "", Instant.EPOCH, ZoneOffset.UTC));
      commit.setCommitter(commit.getAuthor());
      byte[] bytes = commit.build();
      deflated(Constants.OBJ_COMMIT, bytes, 0, bytes.length);
      walk.lookupCommit(inserter.idFor(Constants.OBJ_COMMIT, bytes));
    } catch (IOException e) {
      // Whoever writes in earnest will hear of it.
      return;
    }
  }

  @Override
  public ObjectId insert(int type, byte[] data, int off, int len) throws IOException {
    ObjectId id = idFor(type, data, off, len);
    Path file = LooseReader.file(objects, id);
    Path parent = file.resolveSibling("");
    // Also where it is there already: who wrote it may have died before its name was durable.
    folders.add(parent);
    if (!Files.exists(file)) {
      Files.createDirectories(parent);
      // No UUID: its secure randomness is slow to start, and the file is created or refused.
      String unique = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Path temporary = parent.resolve(TEMPORARY + unique);
      try {
        Files.write(
            temporary,
            deflated(type, data, off, len),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
        Durable.force(temporary);
        if (!temporary.toFile().setReadOnly()) {
          throw new IOException("can't make " + temporary + " read-only");
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
    return id;
  }

  /** By the JDK, which is up already. */
  @Override
  public ObjectId idFor(int type, byte[] data, int off, int len) {
    MessageDigest sha1 = Constants.newMessageDigest();
    sha1.update(header(type, len));
    sha1.update(data, off, len);
    return ObjectId.fromRaw(sha1.digest());
  }

  private static byte[] header(int type, int len) {
    return Constants.encodeASCII(Constants.typeString(type) + " " + len + "\0");
  }

  private static byte[] deflated(int type, byte[] data, int off, int len) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(header(type, len));
      out.write(data, off, len);
    }
    return bytes.toByteArray();
  }

  @Override
  public ObjectId insert(int type, long length, InputStream in) throws IOException {
    byte[] data = in.readNBytes(Math.toIntExact(length));
    return insert(type, data, 0, data.length);
  }

  @Override
  public void flush() {
    folders.forEach(Durable::forceDirectory);
    if (!folders.isEmpty()) {
      Durable.forceDirectory(objects);
    }
    folders.clear();
  }

  @Override
  public ObjectReader newReader() {
    return new LooseReader(folder, repository);
  }

  @Override
  public PackParser newPackParser(InputStream in) {
    throw new UnsupportedOperationException("only single objects are inserted here");
  }

  @Override
  public void close() {
    folders.clear();
  }
}
