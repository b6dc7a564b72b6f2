package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Version;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Repository;

/**
 * What a snapshot reads from, JGit and the policy only when needed; {@code removal} is how a tag is
 * taken away by hand.
 */
record SnapshotSources(
    ModelName model,
    Supplier<Repository> repository,
    Supplier<Policy> policy,
    Signer signer,
    VersionIndex index,
    Function<Version, String> removal) {}
