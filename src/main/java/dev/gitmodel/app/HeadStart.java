package dev.gitmodel.app;

import dev.gitmodel.cli.FrontDoor;
import dev.gitmodel.git.GitModelStore;
import java.util.List;
import java.util.Set;

/**
 * Loads on another core what a verb will need; a wrong guess costs only the other core's time. A
 * class and not a lambda, which would take as long as it saves.
 */
final class HeadStart extends Thread {
  private static final Set<String> JGIT =
      Set.of("push", "diff", "create", "delete", "rollback", "experiment", "audit", "verify", "gc");
  private static final Set<String> SMALL_WRITES = Set.of("alias", "metrics", "describe");

  private final String verb;

  private HeadStart(String verb) {
    super("head start");
    this.verb = verb;
    setDaemon(true);
  }

  /** Returns at once. */
  static void of(List<String> argv) {
    new HeadStart(verb(argv)).start();
  }

  /** The first word that is neither an option nor the registry that one names. */
  private static String verb(List<String> argv) {
    boolean named = false;
    for (String word : argv) {
      if (!named && !word.startsWith("-")) {
        return word;
      }
      named = word.equals("--registry");
    }
    return "";
  }

  @Override
  public void run() {
    FrontDoor.warmUp();
    if (JGIT.contains(verb)) {
      GitModelStore.warmUp();
    } else if (SMALL_WRITES.contains(verb)) {
      GitModelStore.warmUpForSmallWrites();
    }
  }
}
