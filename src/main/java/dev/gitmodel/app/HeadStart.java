package dev.gitmodel.app;

import dev.gitmodel.git.GitModelStore;
import java.util.List;
import java.util.Set;

/**
 * Starts what a verb will need on another core while the command line is still being read; a wrong
 * guess costs only the other core's time.
 */
final class HeadStart {
  private static final Set<String> JGIT =
      Set.of("push", "diff", "create", "delete", "rollback", "experiment", "audit", "verify", "gc");
  private static final Set<String> SMALL_WRITES = Set.of("alias", "metrics", "describe");

  private HeadStart() {}

  static void of(List<String> argv) {
    of(argv, JGIT, GitModelStore::warmUp);
    of(argv, SMALL_WRITES, GitModelStore::warmUpForSmallWrites);
  }

  private static void of(List<String> argv, Set<String> verbs, Runnable work) {
    if (!argv.isEmpty() && verbs.contains(argv.get(0))) {
      Thread thread = new Thread(work, "head start");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
