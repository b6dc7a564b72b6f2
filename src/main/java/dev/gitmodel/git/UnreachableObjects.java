package dev.gitmodel.git;

import dev.gitmodel.store.Care.Garbage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdSet;
import org.eclipse.jgit.lib.ObjectIdSubclassMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;

/** Loose Git objects that no ref reaches: what a collection would free. */
final class UnreachableObjects {
  private UnreachableObjects() {}

  /** How many are older than {@code limit}, and their bytes on disk; empty where there are none. */
  static Optional<Garbage> count(Repository repository, RefTable refs, Instant limit) {
    try {
      ObjectIdSet reached = reached(repository, refs);
      long objects = 0;
      long bytes = 0;
      for (Path file : loose(repository.getDirectory().toPath().resolve("objects"))) {
        String name = idOf(file);
        boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(limit);
        if (old && ObjectId.isId(name) && !reached.contains(ObjectId.fromString(name))) {
          objects++;
          bytes += Files.size(file);
        }
      }
      return objects == 0
          ? Optional.empty()
          : Optional.of(new Garbage(objects + " unreachable Git objects", bytes));
    } catch (IOException e) {
      throw Damage.missing("the objects of " + repository.getDirectory(), e);
    }
  }

  /** Every object that a ref reaches. */
  static ObjectIdSubclassMap<ObjectId> reached(Repository repository, RefTable refs)
      throws IOException {
    ObjectIdSubclassMap<ObjectId> reached = new ObjectIdSubclassMap<>();
    try (ObjectWalk walk = new ObjectWalk(repository)) {
      for (RefEntry entry : refs.refs().values()) {
        RevObject start = walk.parseAny(Ids.of(entry.id()));
        walk.markStart(start);
      }
      for (RevObject o = walk.next(); o != null; o = walk.next()) {
        reached.addIfAbsent(o.copy());
      }
      for (RevObject o = walk.nextObject(); o != null; o = walk.nextObject()) {
        reached.addIfAbsent(o.copy());
      }
    }
    return reached;
  }

  /** A loose object's id: the name of its folder and its own. */
  private static String idOf(Path file) {
    int names = file.getNameCount();
    return file.getName(names - 2).toString() + file.getName(names - 1);
  }

  private static Set<Path> loose(Path objects) throws IOException {
    Set<Path> files = new HashSet<>();
    try (DirectoryStream<Path> fans = Files.newDirectoryStream(objects, "[0-9a-f][0-9a-f]")) {
      for (Path fan : fans) {
        try (DirectoryStream<Path> inner = Files.newDirectoryStream(fan)) {
          inner.forEach(files::add);
        }
      }
    }
    return files;
  }
}
