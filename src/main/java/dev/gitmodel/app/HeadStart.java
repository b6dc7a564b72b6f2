package dev.gitmodel.app;

import dev.gitmodel.git.GitModelStore;
import java.util.List;
import java.util.Set;

/**
 * Starts JGit on another core while the command line is still being read, for the verbs that will
 * need it; a wrong guess costs only the other core's time.
 */
final class HeadStart {
  private static final Set<String> VERBS =
      Set.of("push", "diff", "create", "delete", "rollback", "experiment", "audit", "verify", "gc");

  private HeadStart() {}

  static void of(List<String> argv) {
    if (needsJGit(argv)) {
      Thread thread = new Thread(GitModelStore::warmUp, "head start");
      thread.setDaemon(true);
      thread.start();
    }
  }

  static boolean needsJGit(List<String> argv) {
    return !argv.isEmpty() && VERBS.contains(argv.get(0));
  }
}
