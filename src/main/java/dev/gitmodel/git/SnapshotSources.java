package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.RefMove;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Repository;

/**
 * What a snapshot reads from, JGit and the policy only when needed; {@code byHand} is how a person
 * moves a ref by stock git.
 */
record SnapshotSources(
    ModelName model,
    Supplier<Repository> repository,
    Supplier<Policy> policy,
    Signer signer,
    VersionIndex index,
    Function<RefMove, String> byHand) {
  VersionReader objects() {
    return new VersionReader(repository.get(), model);
  }
}
