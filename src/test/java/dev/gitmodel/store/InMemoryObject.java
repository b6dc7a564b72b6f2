package dev.gitmodel.store;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An object of the in-memory store: immutable, and named by the SHA-1 of what it holds. */
sealed interface InMemoryObject {
  /** A whole tree, where it comes from, and who made it. */
  record Commit(List<Artifact> files, List<Revision> parents, Actor by, Instant at, String message)
      implements InMemoryObject {
    public Commit {
      files = files.stream().sorted(Artifact.BY_PATH_BYTES).toList();
      parents = List.copyOf(parents);
    }
  }

  /** An annotated tag on a commit. */
  record Tag(Version version, Revision commit, String message, Actor by, Instant at, boolean signed)
      implements InMemoryObject {}

  /** Metrics by the version's commit; {@code before} keeps their history. */
  record MetricNotes(Optional<Revision> before, SortedMap<String, MetricSet> byCommit)
      implements InMemoryObject {
    public MetricNotes {
      byCommit = Collections.unmodifiableSortedMap(new TreeMap<>(byCommit));
    }
  }

  /** Texts by the version's commit; {@code before} keeps their history. */
  record TextNotes(Optional<Revision> before, SortedMap<String, String> byCommit)
      implements InMemoryObject {
    public TextNotes {
      byCommit = Collections.unmodifiableSortedMap(new TreeMap<>(byCommit));
    }
  }

  /** The object's id: a record's text holds all of it. */
  default Revision id() {
    return sha1(toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The SHA-1 of {@code bytes}, as an id. */
  static Revision sha1(byte[] bytes) {
    try {
      byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(bytes);
      return new Revision(HexFormat.of().formatHex(sha1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
