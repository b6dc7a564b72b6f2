package dev.gitmodel.workspace;

import dev.gitmodel.model.FilePath;

/** Git's own matching of a {@code .gitattributes}. */
@FunctionalInterface
public interface LfsRules {
  /**
   * True where the last line of the text that matches {@code path} and speaks of the filter says
   * {@code filter=lfs}.
   */
  boolean lfs(String gitattributes, FilePath path);
}
