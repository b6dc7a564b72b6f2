package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Which LFS objects the refs of a model hold: its versions', its branch tips' and its runs'. */
final class Holdings {
  private final RefTable refs;
  private final Snapshot snapshot;
  private final Repository repository;
  private final DirectoryBlobs lfs;

  Holdings(RefTable refs, Snapshot snapshot, Repository repository, DirectoryBlobs lfs) {
    this.refs = refs;
    this.snapshot = snapshot;
    this.repository = repository;
    this.lfs = lfs;
  }

  /** The digests held, and where each stands. */
  Set<Digest> held() {
    Set<Digest> held = new HashSet<>();
    snapshot.versions().forEach(v -> add(snapshot.version(v).files(), held));
    for (String prefix : new String[] {Refs.HEADS, Refs.RUNS, Refs.TAGS}) {
      refs.below(prefix).values().forEach(entry -> addTree(entry.id(), held));
    }
    return held;
  }

  private void addTree(Revision id, Set<Digest> held) {
    if (snapshot.versionAt(id).isPresent()) {
      return;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      add(TreeReader.read(walk.getObjectReader(), walk.parseTree(Ids.of(id))), held);
    } catch (IOException e) {
      throw Damage.missing("the tree of " + id.abbreviated(), e);
    }
  }

  private static void add(Collection<Artifact> files, Set<Digest> held) {
    files.stream().filter(Artifact::isLfs).map(Artifact::digest).forEach(held::add);
  }

  /** Removes those of {@code files} that nothing holds; returns their bytes. Needs the lock. */
  long purge(RepositoryLock lock, Collection<Artifact> files) {
    lock.requireHeld();
    Set<Digest> held = held();
    long freed = 0;
    Set<Digest> done = new LinkedHashSet<>();
    for (Artifact file : files) {
      boolean free = file.isLfs() && !held.contains(file.digest()) && done.add(file.digest());
      if (free && lfs.has(file.digest(), file.size())) {
        lfs.delete(file.digest());
        freed += file.size();
      }
    }
    return freed;
  }
}
