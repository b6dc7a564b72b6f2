package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which numbers a new version can have: none that is, was, or by the audit log should be there, and
 * none whose tag is something else.
 */
final class Numbers {
  private Numbers() {}

  /** True where a version, a tombstone, the log or a stray tag has the number. */
  static boolean isTaken(Snapshot now, Version version) {
    return now.versions().contains(version)
        || now.tombstone(version).isPresent()
        || now.publication(version).isPresent()
        || now.strays().containsKey(version);
  }

  /** EXISTS where it is taken by something else than a version that is there. */
  static void requireNoneGone(Snapshot now, Version version) {
    if (now.versions().contains(version)) {
      return;
    }
    now.tombstone(version)
        .ifPresent(
            tombstone -> {
              throw Tombstones.numberTaken(now.model(), tombstone);
            });
    requireTag(now, version, Problem.EXISTS);
    Finding stray = now.strays().get(version);
    if (stray != null) {
      throw refusal(now, stray, Problem.EXISTS, " can't get a version " + version);
    }
  }

  /** CORRUPT or NOT_FOUND, with what is there in the place of a version that is not. */
  static void requireNothing(Snapshot now, Version version) {
    requireTag(now, version, Problem.CORRUPT);
    Finding stray = now.strays().get(version);
    if (stray != null) {
      throw refusal(now, stray, Problem.NOT_FOUND, " has no version " + version);
    }
  }

  private static RegistryException refusal(
      Snapshot now, Finding stray, Problem problem, String what) {
    String matter = now.model() + what + ": " + stray.subject() + " " + stray.matter();
    return new RegistryException(problem, matter, stray.hint());
  }

  private static void requireTag(Snapshot now, Version version, Problem problem) {
    now.publication(version)
        .ifPresent(
            entry -> {
              Finding lost = lost(now, version, entry);
              throw new RegistryException(
                  problem, now.model() + " " + version + " " + lost.matter(), lost.hint());
            });
  }

  /** A version that the log has, and whose tag somebody removed or replaced without it. */
  private static Finding lost(Snapshot now, Version version, AuditEntry published) {
    RefMove tag = published.move(Snapshot.TAGS + version.tag()).orElseThrow();
    String digest = published.trailer("Digest").map(said -> " as " + Printable.of(said)).orElse("");
    Finding stray = now.strays().get(version);
    return new Finding(
        tag.ref(),
        "was published"
            + digest
            + " on "
            + published.at()
            + " by "
            + Printable.of(published.by().toString())
            + ", and its tag "
            + (stray == null ? "is gone" : stray.matter()),
        "put it back with: "
            + now.byHand(
                new RefMove(
                    tag.ref(),
                    now.refs().getOrDefault(tag.ref(), Revision.NONE),
                    tag.to().isNone() ? tag.from() : tag.to()))
            + ", or from a clone: git push REPOSITORY "
            + (stray == null ? "" : "-f ")
            + version.tag());
  }

  /** Every version that the log has and whose tag is gone. */
  static List<Finding> lost(Snapshot now) {
    Set<String> seen = new HashSet<>(now.refs().keySet());
    List<Finding> lost = new ArrayList<>();
    try (Stream<AuditEntry> log = now.log()) {
      log.forEach(
          entry ->
              entry.moves().stream()
                  .filter(move -> move.ref().startsWith(Snapshot.TAGS) && seen.add(move.ref()))
                  .filter(move -> !Snapshot.deletesVersion(entry))
                  .flatMap(
                      move ->
                          Version.tryParse(move.ref().substring(Snapshot.TAGS.length())).stream())
                  .forEach(version -> lost.add(lost(now, version, entry))));
    }
    return lost;
  }
}
