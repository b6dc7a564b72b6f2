package dev.gitmodel.registry;

import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.LocalCommits;
import dev.gitmodel.store.LocalCommits.Local;

/** Finds commits of the repository that the user stands in by what Git calls them. */
public final class FindCommit {
  private final LocalCommits commits;

  public FindCommit(LocalCommits commits) {
    this.commits = commits;
  }

  /** True where stock git knows a commit of that name there. */
  public boolean knows(String name) {
    return commits.find(name).isPresent();
  }

  /** Its {@code model.yaml} as it is, valid or not; none has no bytes. */
  public byte[] manifest(String name) {
    return commits.manifest(found(name));
  }

  /** The commit as a version; NOT_FOUND where there is none. */
  Local read(Subject.Here here) {
    return commits.read(here.model(), found(here.revision()));
  }

  private Revision found(String name) {
    return commits
        .find(name)
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    "there is no commit " + name + " here",
                    "see what there is with: git log --all --oneline"));
  }
}
