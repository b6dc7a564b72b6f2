package dev.gitmodel.git;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The entries of an audit log and where they left the refs, by the ids of those entries: a log only
 * grows, so what is known of it stays true.
 */
final class LogIndex {
  private final RecordFile file;

  LogIndex(RecordFile file) {
    this.file = file;
  }

  /**
   * Where the refs were at {@code at}, by the log that ends with {@code tip}: {@link Revision#NONE}
   * where one was removed, and the log's own as well. Empty where the log is younger.
   */
  Map<String, Revision> refsAt(Revision tip, Instant at, Supplier<ObjectReader> objects) {
    Map<String, Revision> refs = new HashMap<>();
    walk(
        tip,
        objects,
        (id, seconds, moves) -> {
          // Newest first, by parents and not by time, because clocks lie: from the first entry that
          // is not later on, all count; and where an entry left a ref holds, unless a later one
          // moved it again.
          if (!refs.isEmpty() || seconds <= at.getEpochSecond()) {
            refs.putIfAbsent(Refs.AUDIT, id);
            replay(moves, refs);
          }
        });
    return refs;
  }

  /** What is done with an entry; {@code moves} stands where they begin. */
  private interface Visit {
    void entry(Revision id, long seconds, Slice moves);
  }

  /** Visits the log that ends with {@code tip}, newest first. */
  private void walk(Revision tip, Supplier<ObjectReader> objects, Visit visit) {
    Source source = new Source(objects);
    try {
      Revision id = tip;
      while (!id.isNone()) {
        Slice entry = entry(id.hex(), source);
        Revision parent = entry.id();
        visit.entry(id, entry.i64(), entry);
        id = parent;
      }
    } finally {
      source.close();
    }
  }

  /** An entry of a log: its id, its time in seconds, and which refs it moved. */
  record Logged(Revision id, long at, List<String> refs) {}

  /** All of the log that ends with {@code tip}, newest first. */
  List<Logged> all(Revision tip, Supplier<ObjectReader> objects) {
    List<Logged> all = new ArrayList<>();
    walk(
        tip,
        objects,
        (id, seconds, moves) -> {
          List<String> refs = new ArrayList<>();
          for (int left = moves.u16(); left > 0; left--) {
            refs.add(moves.text());
            moves.skip(EntryRecord.TO_AND_FROM);
          }
          all.add(new Logged(id, seconds, refs));
        });
    return all;
  }

  private static void replay(Slice entry, Map<String, Revision> refs) {
    for (int left = entry.u16(); left > 0; left--) {
      String ref = entry.text();
      if (refs.containsKey(ref)) {
        entry.skip(EntryRecord.TO_AND_FROM);
      } else {
        refs.put(ref, entry.id());
        entry.skip(RecordTable.KEY);
      }
    }
  }

  /** The entries of the log that ends with {@code tip}, newest first; to be closed. */
  Stream<AuditEntry> entries(Revision tip, Supplier<ObjectReader> objects) {
    Source source = new Source(objects);
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(new Chain(tip, source), traits), false)
        .onClose(source::close);
  }

  /** From an entry to the first, by parents. */
  private final class Chain implements Iterator<AuditEntry> {
    private final Source source;
    private Revision next;

    Chain(Revision tip, Source source) {
      this.next = tip;
      this.source = source;
    }

    @Override
    public boolean hasNext() {
      return !next.isNone();
    }

    @Override
    public AuditEntry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Revision id = next;
      Slice record = entry(id.hex(), source);
      next = record.id();
      return EntryRecord.read(id, record);
    }
  }

  private Slice entry(String id, Source source) {
    return file.get(id).orElseGet(() -> learn(id, source));
  }

  private Slice learn(String id, Source source) {
    byte[] record = EntryRecord.write(source.commit(id));
    file.put(id, record);
    return new Slice(record);
  }

  /** Keeps an entry that was just written. */
  void learn(Revision entry, Supplier<ObjectReader> objects) {
    Source source = new Source(objects);
    try {
      learn(entry.hex(), source);
    } finally {
      source.close();
    }
  }

  /** Reads commits; nothing is opened before the first. */
  private static final class Source {
    private final Supplier<ObjectReader> objects;
    private Optional<RevWalk> opened = Optional.empty();

    Source(Supplier<ObjectReader> objects) {
      this.objects = objects;
    }

    RevCommit commit(String id) {
      if (opened.isEmpty()) {
        opened = Optional.of(new RevWalk(objects.get()));
      }
      try {
        RevCommit commit = opened.get().parseCommit(ObjectId.fromString(id));
        return commit;
      } catch (IOException e) {
        throw Damage.missing("the audit entry " + id, e);
      }
    }

    void close() {
      opened.ifPresent(RevWalk::close);
    }
  }
}
