package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Pushed.Kind;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The objects of a push, looked at from a repository that sees what is still in quarantine. */
record PushedObjects(Repository repository) {
  /** What the object is; {@link Kind#MISSING} where it is not there. */
  Kind kind(Revision id) {
    try (ObjectReader reader = repository.newObjectReader()) {
      return switch (reader.open(Ids.of(id)).getType()) {
        case Constants.OBJ_COMMIT -> Kind.COMMIT;
        case Constants.OBJ_TAG -> Kind.TAG;
        default -> Kind.OTHER;
      };
    } catch (MissingObjectException e) {
      return Kind.MISSING;
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /** True where {@code earlier} is {@code later} or an ancestor of it. */
  boolean descends(Revision later, Revision earlier) {
    if (kind(later) != Kind.COMMIT || kind(earlier) != Kind.COMMIT) {
      return false;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit base = walk.parseCommit(Ids.of(earlier));
      return walk.isMergedInto(base, walk.parseCommit(Ids.of(later)));
    } catch (IOException e) {
      throw unreadable(later, e);
    }
  }

  /** The name that an annotated tag gives itself. */
  String tagName(Revision tag) {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseAny(Ids.of(tag)) instanceof RevTag parsed ? parsed.getTagName() : "";
    } catch (IOException e) {
      throw unreadable(tag, e);
    }
  }

  /** What the commit has at the path; the tree itself where that is no file, but a link or so. */
  Optional<ObjectLoader> file(Revision commit, FilePath path) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(Ids.of(commit));
      try (TreeWalk at = TreeWalk.forPath(walk.getObjectReader(), path.text(), parsed.getTree())) {
        if (at == null) {
          return Optional.empty();
        }
        boolean file =
            FileMode.REGULAR_FILE.equals(at.getRawMode(0))
                || FileMode.EXECUTABLE_FILE.equals(at.getRawMode(0));
        return Optional.of(
            walk.getObjectReader().open(file ? at.getObjectId(0) : parsed.getTree()));
      }
    } catch (IOException e) {
      throw unreadable(commit, e);
    }
  }

  private static RuntimeException unreadable(Revision id, IOException e) {
    return Durable.storage("can't read the object " + id, e);
  }
}
