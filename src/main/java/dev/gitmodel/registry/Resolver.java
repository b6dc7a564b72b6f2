package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the one version that a selector means; total over the selectors, NOT_FOUND otherwise. */
public final class Resolver {
  private static final int SHOWN = 5;

  private Resolver() {}

  /** The version meant, which is there. */
  public static Version resolve(Snapshot now, Selector selector) {
    if (selector instanceof Selector.ByVersion s) {
      return exactly(now, s.version());
    }
    if (selector instanceof Selector.ByAlias s) {
      return byAlias(now, s.alias());
    }
    if (selector instanceof Selector.ByBranch s) {
      return byBranch(now, s.branch());
    }
    if (selector instanceof Selector.ByCommit s) {
      return byCommit(now, s.prefix());
    }
    if (selector instanceof Selector.ByDigest s) {
      return byDigest(now, s);
    }
    return Selector.latest(now.versions()).orElseThrow(() -> empty(now));
  }

  private static RegistryException empty(Snapshot now) {
    return RegistryException.notFound(
        now.model() + " has no version yet",
        "publish one with: git model push DIR --name " + now.model());
  }

  private static Version exactly(Snapshot now, Version version) {
    if (now.versions().contains(version)) {
      return version;
    }
    Optional<Tombstone> tombstone = now.tombstone(version);
    if (tombstone.isPresent()) {
      throw notFound(now, Tombstones.sentence(tombstone.get()));
    }
    Numbers.requireNothing(now, version);
    throw notFound(now, "no version " + version);
  }

  private static Version byAlias(Snapshot now, AliasName alias) {
    Version version = now.aliases().get(alias);
    if (version == null) {
      requireSound(now, "refs/aliases/" + alias);
      String meant =
          DidYouMean.of(alias.text(), now.aliases().keySet().stream().map(AliasName::text).toList())
              .map(near -> "did you mean " + near + "? ")
              .orElse("");
      throw RegistryException.notFound(
          now.model() + " has no alias " + alias,
          meant + "see its aliases with: git model alias " + now.model());
    }
    return version;
  }

  /** What is damaged is not taken for absent. */
  private static void requireSound(Snapshot now, String ref) {
    Finding damaged = now.damagedRefs().get(ref);
    if (damaged != null) {
      throw damaged.refusal(now.model());
    }
  }

  private static Version byBranch(Snapshot now, BranchName branch) {
    if (!now.branches().containsKey(branch)) {
      requireSound(now, "refs/heads/" + branch);
      // A model begins without its main, which nobody is to look for.
      throw branch.equals(BranchName.MAIN) ? empty(now) : notFound(now, "no branch " + branch);
    }
    return now.lastVersionOn(branch)
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    now.model() + " has no version on the branch " + branch + " yet",
                    "publish one with: git model push DIR --name "
                        + now.model()
                        + " --branch "
                        + branch));
  }

  private static Version byCommit(Snapshot now, String prefix) {
    return only(now, now.versionsByCommit(prefix), "'" + prefix + "' begins the commits of ")
        .orElseThrow(() -> notFound(now, "no version whose commit begins " + prefix));
  }

  private static Version byDigest(Snapshot now, Selector.ByDigest digest) {
    List<Version> found = now.versionsByDigest(digest.prefix());
    return only(now, found, "'" + digest + "' begins the digests of ")
        .orElseThrow(() -> notFound(now, "no version whose digest begins " + digest));
  }

  /** INVALID with {@code ambiguity} and the candidates where there are several. */
  private static Optional<Version> only(Snapshot now, List<Version> found, String ambiguity) {
    if (found.size() > 1) {
      String candidates =
          found.stream().limit(SHOWN).map(Version::toString).collect(Collectors.joining(", "));
      throw RegistryException.invalid(
          ambiguity
              + found.size()
              + " versions of "
              + now.model()
              + ": "
              + candidates
              + (found.size() > SHOWN ? ", ..." : ""),
          "write more digits, or the version itself");
    }
    return found.stream().findFirst();
  }

  private static RegistryException notFound(Snapshot now, String what) {
    String verb = what.startsWith("no ") ? " has " : " ";
    return RegistryException.notFound(
        now.model() + verb + what, "see its versions with: git model versions " + now.model());
  }
}
