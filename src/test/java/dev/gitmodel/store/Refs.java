package dev.gitmodel.store;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Version;

/** Names of refs, as the storage contract fixes them. */
final class Refs {
  static final String TAGS = "refs/tags/";
  static final String ALIASES = "refs/aliases/";
  static final String HEADS = "refs/heads/";
  static final String METRICS = "refs/notes/metrics";
  static final String DESCRIPTION = "refs/notes/description";
  static final String EVALUATIONS = "refs/notes/evaluations";
  static final String TENSORS = "refs/notes/tensors";

  private Refs() {}

  static String of(Version version) {
    return TAGS + version.tag();
  }

  static String of(AliasName alias) {
    return ALIASES + alias;
  }

  static String branchOf(AliasName alias) {
    return HEADS + "alias/" + alias;
  }

  static String of(BranchName branch) {
    return HEADS + branch;
  }
}
