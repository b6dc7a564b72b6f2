package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
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

  /** The digests held. */
  Set<Digest> held() {
    Set<Digest> held = new HashSet<>();
    holders().values().forEach(files -> add(files.get(), held));
    return held;
  }

  /** Every version, and each branch, run and tag besides, with what reads its files. */
  Map<String, Supplier<Collection<Artifact>>> holders() {
    Map<String, Supplier<Collection<Artifact>>> holders = new LinkedHashMap<>();
    for (Version version : snapshot.versions()) {
      holders.put(snapshot.model() + "@" + version, () -> snapshot.version(version).files());
    }
    for (String prefix : new String[] {Refs.HEADS, Refs.RUNS, Refs.TAGS}) {
      refs.below(prefix)
          .forEach((name, entry) -> holders.put(prefix + name, () -> files(entry.id())));
    }
    snapshot.versions().forEach(version -> holders.remove(Refs.of(version)));
    return holders;
  }

  private Collection<Artifact> files(Revision id) {
    if (snapshot.versionAt(id).isPresent()) {
      return List.of();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return TreeReader.read(walk.getObjectReader(), walk.parseTree(Ids.of(id)));
    } catch (IncorrectObjectTypeException holdsNone) {
      return List.of();
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
