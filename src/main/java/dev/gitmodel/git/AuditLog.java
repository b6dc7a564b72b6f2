package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The chain of audit commits, read from its tip. */
final class AuditLog {
  private final Repository repository;

  AuditLog(Repository repository) {
    this.repository = repository;
  }

  /** The entries from {@code tip} to the first, along first parents; to be closed. */
  Stream<AuditEntry> from(Optional<ObjectId> tip) {
    if (tip.isEmpty()) {
      return Stream.empty();
    }
    RevWalk walk = new RevWalk(repository);
    Iterator<AuditEntry> entries = new Chain(walk, tip.get());
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, traits), false)
        .onClose(walk::close);
  }

  /** One entry. */
  AuditEntry entry(ObjectId id) {
    try (RevWalk walk = new RevWalk(repository)) {
      return entry(walk.parseCommit(id));
    } catch (IOException e) {
      throw Durable.storage("can't read the audit entry " + id.name(), e);
    }
  }

  static AuditEntry entry(RevCommit commit) {
    return entry(
        Ids.of(commit),
        Ids.actor(commit.getAuthorIdent()),
        Instant.ofEpochSecond(commit.getCommitTime()),
        AuditText.parse(commit.getFullMessage()));
  }

  static AuditEntry entry(Revision id, Actor by, Instant at, AuditText.Parsed text) {
    return new AuditEntry(
        id,
        text.trailers().getOrDefault("Operation", "unknown"),
        by,
        at,
        text.subject(),
        text.trailers(),
        text.moves());
  }

  /** By first parents and not by time, because clocks lie. */
  private static final class Chain implements Iterator<AuditEntry> {
    private final RevWalk walk;
    private Optional<ObjectId> next;

    Chain(RevWalk walk, ObjectId tip) {
      this.walk = walk;
      this.next = Optional.of(tip);
    }

    @Override
    public boolean hasNext() {
      return next.isPresent();
    }

    @Override
    public AuditEntry next() {
      ObjectId id = next.orElseThrow();
      try {
        RevCommit commit = walk.parseCommit(id);
        next =
            commit.getParentCount() == 0
                ? Optional.empty()
                : Optional.of(commit.getParent(0).copy());
        AuditEntry entry = entry(commit);
        commit.disposeBody();
        return entry;
      } catch (IOException e) {
        throw Damage.missing("the audit entry " + id.name(), e);
      }
    }
  }
}
