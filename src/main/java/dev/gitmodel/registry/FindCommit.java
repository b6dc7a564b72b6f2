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

  /** The commit as a version; NOT_FOUND where there is none. */
  Local read(Subject.Here here) {
    Revision commit =
        commits
            .find(here.revision())
            .orElseThrow(
                () ->
                    RegistryException.notFound(
                        "there is no commit " + here.revision() + " here",
                        "see what there is with: git log --all --oneline"));
    return commits.read(here.model(), commit);
  }
}
