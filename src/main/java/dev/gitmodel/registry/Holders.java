package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where the files of a version that is to go are held. */
record Holders(Snapshot now, ModelVersion going) {
  /** Branches whose tip still has exactly its files, and the version each goes back to. */
  Map<BranchName, Optional<Version>> branches() {
    Map<BranchName, Optional<Version>> branches = new TreeMap<>();
    now.branches()
        .forEach(
            (branch, tip) -> {
              if (holds(tip)) {
                branches.put(branch, before(tip));
              }
            });
    return branches;
  }

  private boolean holds(Revision tip) {
    return tip.equals(going.commit()) || Digest.ofListing(now.filesAt(tip)).equals(going.digest());
  }

  /** The nearest version that stays. */
  private Optional<Version> before(Revision tip) {
    Optional<Version> last = now.lastVersionAt(tip);
    return last.equals(Optional.of(going.version()))
        ? going.parents().stream().findFirst().flatMap(now::lastVersionAt)
        : last;
  }

  /** Bytes of its LFS objects that neither another version nor a tip that stays has. */
  long bytesFreed() {
    Set<Digest> held = new HashSet<>();
    for (Version version : now.versions()) {
      if (!version.equals(going.version())) {
        add(now.version(version).files(), held);
      }
    }
    Set<BranchName> retired = new TreeSet<>(branches().keySet());
    now.branches()
        .forEach(
            (branch, tip) -> {
              if (!retired.contains(branch)) {
                add(now.filesAt(tip), held);
              }
            });
    return going.files().stream()
        .filter(Artifact::isLfs)
        // Adding counts each content once.
        .filter(file -> held.add(file.digest()))
        .mapToLong(Artifact::size)
        .sum();
  }

  private static void add(Collection<Artifact> files, Set<Digest> held) {
    files.forEach(file -> held.add(file.digest()));
  }
}
