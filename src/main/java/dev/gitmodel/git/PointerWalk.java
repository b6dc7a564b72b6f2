package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.lfs.Pointer;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Incoming.LargeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;

/** Finds every pointer to a large file in some commits and not in others. */
final class PointerWalk {
  private final Repository repository;

  PointerWalk(Repository repository) {
    this.repository = repository;
  }

  /** The large files that are reached from {@code tips} and not from {@code known}, each once. */
  List<LargeFile> between(Collection<Revision> known, Collection<Revision> tips) {
    Map<String, LargeFile> found = new LinkedHashMap<>();
    try (ObjectWalk walk = new ObjectWalk(repository)) {
      for (Revision tip : tips) {
        walk.markStart(walk.parseAny(Ids.of(tip)));
      }
      for (Revision old : known) {
        exclude(walk, old);
      }
      while (walk.next() != null) {
        // The commits come first; only their trees matter here.
      }
      for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
        if (object.getType() == Constants.OBJ_BLOB) {
          look(walk, object, found);
        }
      }
    } catch (IOException e) {
      throw Durable.storage("can't read what was pushed", e);
    }
    return new ArrayList<>(found.values());
  }

  /** What is damaged or was never there excludes nothing. */
  private static void exclude(ObjectWalk walk, Revision old) throws IOException {
    try {
      walk.markUninteresting(walk.parseAny(Ids.of(old)));
    } catch (MissingObjectException e) {
      return;
    }
  }

  private static void look(ObjectWalk walk, RevObject blob, Map<String, LargeFile> found)
      throws IOException {
    ObjectReader reader = walk.getObjectReader();
    if (reader.getObjectSize(blob, Constants.OBJ_BLOB) >= Pointer.LIMIT) {
      return;
    }
    String path = Printable.of(walk.getPathString());
    Pointer.parse(reader.open(blob).getBytes())
        .ifPresent(
            pointer ->
                found.putIfAbsent(
                    pointer.digest().hex(), new LargeFile(path, pointer.digest(), pointer.size())));
  }
}
