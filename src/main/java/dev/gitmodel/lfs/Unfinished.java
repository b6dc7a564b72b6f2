package dev.gitmodel.lfs;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The temp files that this process is writing. Where a signal ends it they are removed at once: a
 * Ctrl-C must not leave gigabytes until the grace of {@code gc} is over. There is one for the
 * process, because it ends once.
 */
final class Unfinished {
  static final Unfinished FILES = new Unfinished();

  private final Set<Path> files = new HashSet<>();
  private boolean watching;
  private boolean ending;

  private Unfinished() {}

  /** {@code temp} is about to be written. */
  synchronized void begin(Path temp) {
    if (!watching && !ending) {
      watch();
    }
    requireGoingOn();
    files.add(temp);
  }

  /** It is whole, and will be renamed or discarded by whoever wrote it. */
  synchronized void finish(Path temp) {
    requireGoingOn();
    files.remove(temp);
  }

  /** It is of no use any more, and about to be removed by whoever wrote it. */
  synchronized void forget(Path temp) {
    files.remove(temp);
  }

  // Registered with the first file, so that a verb that moves no bytes does not pay for it.
  private void watch() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "unfinished files"));
      watching = true;
    } catch (IllegalStateException tooLate) {
      ending = true;
    }
  }

  private void requireGoingOn() {
    if (ending) {
      throw Crew.interrupted(new InterruptedException());
    }
  }

  // Others still run meanwhile: what they begin or finish from now on is refused.
  private synchronized void end() {
    ending = true;
    files.forEach(Durable::discard);
  }
}
