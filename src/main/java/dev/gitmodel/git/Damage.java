package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;

/** JGit's exceptions on reading, in the registry's vocabulary. */
final class Damage {
  /** What to do about an object that is not what it was. */
  static final String HINT =
      "restore it from a clone or a backup; git model doctor --deep names everything that is"
          + " damaged";

  private Damage() {}

  /** CORRUPT where an object is missing or broken, STORAGE where the disk failed. */
  static RegistryException missing(String what, IOException e) {
    if (e instanceof MissingObjectException
        || e instanceof CorruptObjectException
        || e instanceof IncorrectObjectTypeException) {
      return new RegistryException(
          Problem.CORRUPT, "can't read " + what + ": " + e.getMessage(), HINT, e);
    }
    return Durable.storage("can't read " + what, e);
  }
}
