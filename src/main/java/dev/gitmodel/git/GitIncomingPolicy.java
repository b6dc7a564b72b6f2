package dev.gitmodel.git;

import dev.gitmodel.codec.ManifestProblem;
import dev.gitmodel.codec.PolicyCodec;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.IncomingPolicy;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;

/** A push to {@code registry.git} as JGit reads it. */
final class GitIncomingPolicy implements IncomingPolicy {
  private static final FilePath FILE = new FilePath(PolicySource.FILE);
  private static final int LARGEST = 1 << 20;

  private final PushedObjects objects;
  private final List<RefMove> moves;

  /** Takes over the repository. */
  GitIncomingPolicy(Repository repository, List<RefMove> moves) {
    this.objects = new PushedObjects(repository);
    this.moves = List.copyOf(moves);
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
  public Optional<List<String>> problems(Revision commit) {
    return objects.file(commit, FILE).map(GitIncomingPolicy::problems);
  }

  private static List<String> problems(ObjectLoader file) {
    if (file.getType() != Constants.OBJ_BLOB || file.getSize() > LARGEST) {
      return List.of("registry.yaml is too large, or no file");
    }
    return PolicyCodec.problems(FILE.text(), file.getBytes()).stream()
        .map(ManifestProblem::toString)
        .toList();
  }

  @Override
  public void close() {
    objects.repository().close();
  }
}
