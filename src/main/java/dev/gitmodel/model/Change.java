package dev.gitmodel.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One thing to change in a model; a store turns it into objects and ref moves. */
public sealed interface Change {
  /**
   * A version commit on a branch and its tag. {@code files} is the whole tree, already stored. The
   * commit's parents are the branch's tip, or {@code start} for a branch that begins here, and
   * {@code merged}.
   */
  record Publish(
      Version version,
      BranchName branch,
      Optional<Revision> start,
      Optional<Revision> merged,
      List<Artifact> files,
      String commitMessage,
      String tagMessage,
      boolean sign)
      implements Change {}

  /** The tag of a version on a commit that is there; {@code files} is the commit's whole tree. */
  record Release(
      Version version, Revision commit, List<Artifact> files, String tagMessage, boolean sign)
      implements Change {
    public Release {
      files = List.copyOf(files);
    }
  }

  /** The alias is on {@code to}, which exists or is published by the same set. */
  record SetAlias(AliasName alias, Version to) implements Change {}

  /** The alias is gone. */
  record RemoveAlias(AliasName alias) implements Change {}

  /** The version's metrics are exactly these. */
  record SetMetrics(Version version, MetricSet metrics) implements Change {}

  /** The version's description is this, or none. */
  record SetDescription(Version version, Optional<String> text) implements Change {}

  /** What is kept of the version's tensors is exactly this; nothing where it is empty. */
  record SetTensors(Version version, List<TensorRecord> records) implements Change {
    public SetTensors {
      records = List.copyOf(records);
    }
  }

  /** A new branch at {@code at}. */
  record StartBranch(BranchName branch, Revision at) implements Change {}

  /** The branch is gone. */
  record DeleteBranch(BranchName branch) implements Change {}

  /** The version's tag and notes are gone; {@code aliases} are the ones on it and go with it. */
  record DeleteVersion(Version version, Set<AliasName> aliases) implements Change {}

  /** Refs that stock git has moved already; nothing but the audit entry says so. */
  record Observe(List<RefMove> moves) implements Change {
    public Observe {
      moves = List.copyOf(moves);
    }
  }

  /** A commit on the branch with the tree of {@code to}, or an empty model where there is none. */
  record Retire(BranchName branch, Optional<Version> to, String commitMessage) implements Change {}
}
