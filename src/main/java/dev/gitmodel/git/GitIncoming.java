package dev.gitmodel.git;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.codec.ManifestProblem;
import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Incoming;
import dev.gitmodel.store.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;

/** A push as JGit reads it, from a repository that sees what is still in quarantine. */
final class GitIncoming implements Incoming {
  private static final int LARGEST_MANIFEST = 1 << 20;

  private final Repository repository;
  private final PushedObjects objects;
  private final Sides sides;
  private final List<RefMove> moves;
  private final Stored stored;

  /** The model before and after. */
  record Sides(Snapshot before, Snapshot after) {}

  /**
   * Where large files are, nowhere to look where they are kept elsewhere; and the commits whose
   * large files need not be asked for, because they were taken in before.
   */
  record Stored(Optional<DirectoryBlobs> blobs, Collection<Revision> known) {}

  /** Takes over the repository. */
  GitIncoming(Repository repository, Sides sides, List<RefMove> moves, Stored stored) {
    this.repository = repository;
    this.objects = new PushedObjects(repository);
    this.sides = sides;
    this.moves = List.copyOf(moves);
    this.stored = stored;
  }

  @Override
  public Snapshot before() {
    return sides.before();
  }

  @Override
  public Snapshot after() {
    return sides.after();
  }

  @Override
  public List<RefMove> moves() {
    return moves;
  }

  @Override
  public Kind kind(Revision id) {
    return objects.kind(id);
  }

  @Override
  public boolean descends(Revision later, Revision earlier) {
    return objects.descends(later, earlier);
  }

  @Override
  public String tagName(Revision tag) {
    return objects.tagName(tag);
  }

  @Override
  public List<String> manifestProblems(Revision commit) {
    if (kind(commit) != Kind.COMMIT) {
      return List.of("is not a commit");
    }
    return objects.file(commit, Manifest.FILE).map(GitIncoming::problems).orElse(List.of());
  }

  /** What is wrong with a {@code model.yaml}. */
  static List<String> problems(ObjectLoader file) {
    if (file.getType() != Constants.OBJ_BLOB || file.getSize() > LARGEST_MANIFEST) {
      return List.of("model.yaml is too large, or no file");
    }
    return ManifestCodec.problems(Manifest.FILE.text(), file.getBytes()).stream()
        .map(ManifestProblem::toString)
        .toList();
  }

  @Override
  public List<LargeFile> largeFiles() {
    List<Revision> tips = moves.stream().map(RefMove::to).filter(to -> !to.isNone()).toList();
    return new PointerWalk(repository).between(stored.known(), tips);
  }

  @Override
  public boolean stores(LargeFile file) {
    return stored.blobs().map(blobs -> blobs.has(file.digest(), file.size())).orElse(true);
  }

  @Override
  public void close() {
    repository.close();
  }
}
