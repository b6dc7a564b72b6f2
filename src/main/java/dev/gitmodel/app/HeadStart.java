package dev.gitmodel.app;

import dev.gitmodel.git.GitModelStore;
import java.util.List;
import java.util.Set;

/**
 * Starts JGit on another core while the command line is still being read, for the verbs that will
 * need it; a wrong guess costs only the other core's time.
 */
final class HeadStart {
  private static final Set<String> ALWAYS =
      Set.of("push", "diff", "create", "delete", "rollback", "experiment", "audit", "verify", "gc");

  /** These only read where just one word follows them. */
  private static final Set<String> WITH_TWO_WORDS = Set.of("alias", "metrics", "describe");

  private HeadStart() {}

  static void of(List<String> argv) {
    if (needsJGit(argv)) {
      Thread thread = new Thread(GitModelStore::warmUp, "head start");
      thread.setDaemon(true);
      thread.start();
    }
  }

  static boolean needsJGit(List<String> argv) {
    String verb = argv.isEmpty() ? "" : argv.get(0);
    return ALWAYS.contains(verb)
        || (WITH_TWO_WORDS.contains(verb)
            && argv.stream().filter(word -> !word.startsWith("-")).count() > 2);
  }
}
