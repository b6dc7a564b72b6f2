package dev.gitmodel.store;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One model: objects that are only ever added, and a state that is replaced as a whole. */
final class InMemoryModel {
  final ModelName name;
  final InMemoryFileStore files = new InMemoryFileStore(this::purge);
  final ReentrantLock turn = new ReentrantLock(true);
  private final Map<Revision, InMemoryObject> objects = new ConcurrentHashMap<>();
  private volatile State state = new State(new TreeMap<>(), Optional.empty());

  InMemoryModel(ModelName name) {
    this.name = name;
  }

  /** Every ref, and the newest entry of the log. */
  record State(SortedMap<String, Revision> refs, Optional<Logged> log) {
    State {
      refs = Collections.unmodifiableSortedMap(new TreeMap<>(refs));
    }

    /** The state that the log had at {@code at}; empty where the log is younger. */
    Optional<State> at(Instant at) {
      Deque<Logged> entries = new ArrayDeque<>();
      entries(log).filter(e -> !e.entry.at().isAfter(at)).forEach(entries::push);
      SortedMap<String, Revision> refs = new TreeMap<>();
      entries.forEach(e -> move(refs, e.entry.moves()));
      return entries.isEmpty()
          ? Optional.empty()
          : Optional.of(new State(refs, Optional.of(entries.getLast())));
    }
  }

  /** An entry and the one before it. */
  record Logged(AuditEntry entry, boolean signed, Optional<Logged> before) {}

  static Stream<Logged> entries(Optional<Logged> log) {
    return Stream.iterate(log, Optional::isPresent, e -> e.flatMap(Logged::before))
        .flatMap(Optional::stream);
  }

  static void move(SortedMap<String, Revision> refs, List<RefMove> moves) {
    for (RefMove move : moves) {
      if (move.to().isNone()) {
        refs.remove(move.ref());
      } else {
        refs.put(move.ref(), move.to());
      }
    }
  }

  /** Drops the LFS objects of {@code files} that no tag and no branch's tip holds. */
  private long purge(Collection<Artifact> asked) {
    turn.lock();
    try {
      Set<Digest> held =
          state.refs().values().stream()
              .flatMap(id -> files(id).stream())
              .map(Artifact::digest)
              .collect(Collectors.toSet());
      return asked.stream()
          .filter(file -> file.isLfs() && !held.contains(file.digest()))
          .mapToLong(file -> files.drop(file.digest()))
          .sum();
    } finally {
      turn.unlock();
    }
  }

  private List<Artifact> files(Revision ref) {
    Revision commit =
        find(ref, InMemoryObject.Tag.class).map(InMemoryObject.Tag::commit).orElse(ref);
    return find(commit, InMemoryObject.Commit.class)
        .map(InMemoryObject.Commit::files)
        .orElse(List.of());
  }

  State state() {
    return state;
  }

  void replace(State next) {
    state = next;
  }

  Revision add(InMemoryObject object) {
    Revision id = object.id();
    objects.put(id, object);
    return id;
  }

  <T extends InMemoryObject> Optional<T> find(Revision id, Class<T> type) {
    return Optional.ofNullable(objects.get(id)).filter(type::isInstance).map(type::cast);
  }

  InMemoryObject.Commit commit(Revision id) {
    return find(id, InMemoryObject.Commit.class)
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    name + " has no commit " + id, "git model versions " + name));
  }
}
