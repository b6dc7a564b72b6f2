package dev.gitmodel.git;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Version;

/** The names of refs: the one place that spells them. */
final class Refs {
  static final String HEADS = "refs/heads/";
  static final String TAGS = "refs/tags/";
  static final String ALIASES = "refs/aliases/";
  static final String NOTES = "refs/notes/";
  static final String METRICS = "refs/notes/metrics";
  static final String DESCRIPTION = "refs/notes/description";
  static final String EVALUATIONS = "refs/notes/evaluations";
  static final String TENSORS = "refs/notes/tensors";
  static final String RUNS = "refs/runs/";
  static final String AUDIT = "refs/audit/log";

  private Refs() {}

  static String of(Version version) {
    return TAGS + version.tag();
  }

  static String of(AliasName alias) {
    return ALIASES + alias;
  }

  /** The branch that goes with an alias, where the policy asks for one. */
  static String branchOf(AliasName alias) {
    return HEADS + "alias/" + alias;
  }

  static String of(BranchName branch) {
    return HEADS + branch;
  }
}
