package dev.gitmodel.git;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.MutableInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads small loose objects by itself, which is what a write needs most; everything else through
 * JGit's repository, which takes longer to open than the rest of the write.
 */
final class LooseReader extends ObjectReader {
  private static final int SMALL = 1 << 20;

  private final Path objects;
  private final Supplier<Repository> repository;
  private @Nullable ObjectReader rest;

  LooseReader(Path folder, Supplier<Repository> repository) {
    this.objects = folder.resolve("objects");
    this.repository = repository;
  }

  /** Where an object is, if it is loose. */
  static Path file(Path objects, AnyObjectId id) {
    String name = id.name();
    return objects.resolve(name.substring(0, 2)).resolve(name.substring(2));
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    Optional<ObjectLoader> loose = loose(id);
    return loose.isPresent() && (type == OBJ_ANY || type == loose.get().getType())
        ? loose.get()
        : rest().open(id, type);
  }

  @Override
  public boolean has(AnyObjectId id) throws IOException {
    return file(objects, id).toFile().isFile() || rest().has(id);
  }

  /** None where it is not loose, too large or damaged: JGit has the better words for that. */
  private Optional<ObjectLoader> loose(AnyObjectId id) {
    try (InputStream file = new FileInputStream(file(objects, id).toFile());
        InputStream in = new InflaterInputStream(file)) {
      byte[] bytes = in.readNBytes(SMALL);
      int zero = 0;
      while (zero < bytes.length && bytes[zero] != 0) {
        zero++;
      }
      String[] header = new String(bytes, 0, zero, StandardCharsets.US_ASCII).split(" ", -1);
      int size = bytes.length - zero - 1;
      if (in.read() >= 0 || header.length != 2 || !header[1].equals(String.valueOf(size))) {
        return Optional.empty();
      }
      byte[] body = new byte[size];
      System.arraycopy(bytes, zero + 1, body, 0, size);
      byte[] name = (header[0] + " ").getBytes(StandardCharsets.US_ASCII);
      int type = Constants.decodeTypeString(id, name, (byte) ' ', new MutableInteger());
      return Optional.of(new ObjectLoader.SmallObject(type, body));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private ObjectReader rest() {
    ObjectReader known = rest;
    if (known == null) {
      known = repository.get().newObjectReader();
      rest = known;
    }
    return known;
  }

  @Override
  public ObjectReader newReader() {
    return new LooseReader(objects.resolveSibling(""), repository);
  }

  @Override
  public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
    return rest().resolve(id);
  }

  /** No registry is a shallow clone. */
  @Override
  public Set<ObjectId> getShallowCommits() {
    return Set.of();
  }

  @Override
  public void close() {
    ObjectReader known = rest;
    if (known != null) {
      known.close();
      rest = null;
    }
  }
}
