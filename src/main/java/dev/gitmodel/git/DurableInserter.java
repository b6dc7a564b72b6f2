package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/**
 * Inserts loose objects that survive a power cut once flushed: JGit forces the files, this the
 * folders.
 */
final class DurableInserter extends ObjectInserter.Filter {
  private final ObjectInserter inner;
  private final Path objects;
  private final SortedSet<String> folders = new TreeSet<>();

  DurableInserter(Repository repository) {
    this.inner = repository.newObjectInserter();
    this.objects = repository.getDirectory().toPath().resolve("objects");
  }

  @Override
  protected ObjectInserter delegate() {
    return inner;
  }

  // The filter passes this one on by itself, past the one below.
  @Override
  public ObjectId insert(int type, byte[] data) throws IOException {
    return insert(type, data, 0, data.length);
  }

  @Override
  public ObjectId insert(int type, byte[] data, int off, int len) throws IOException {
    return inserted(super.insert(type, data, off, len));
  }

  @Override
  public ObjectId insert(int type, long length, InputStream in) throws IOException {
    return inserted(super.insert(type, length, in));
  }

  private ObjectId inserted(ObjectId id) {
    folders.add(id.name().substring(0, 2));
    return id;
  }

  @Override
  public void flush() throws IOException {
    super.flush();
    for (String folder : folders) {
      // An object that is in a pack already has no loose folder.
      if (Files.isDirectory(objects.resolve(folder))) {
        Durable.forceDirectory(objects.resolve(folder));
      }
    }
    Durable.forceDirectory(objects);
    folders.clear();
  }
}
