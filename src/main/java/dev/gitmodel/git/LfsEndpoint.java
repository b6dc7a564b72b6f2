package dev.gitmodel.git;

import java.nio.file.Path;

/** Where the LFS objects of a repository are kept, and how one gets there. */
public sealed interface LfsEndpoint {
  /** A server that answers the batch API below {@code url}. */
  record Http(WebUrl url) implements LfsEndpoint {}

  /** A machine reached through ssh, which keeps them itself or names a server. */
  record Ssh(SshUrl url) implements LfsEndpoint {}

  /** A folder in git-lfs's own layout. */
  record Directory(Path lfs) implements LfsEndpoint {}
}
