package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;

/** Moves refs from expected old values to new ones, all or none, and durably. */
final class RefBatch {
  private RefBatch() {}

  /**
   * Applies the moves, each ref at most once. CONFLICT where a ref is not where it was expected;
   * STORAGE where the disk refused, which JGit reports the same way.
   */
  static void apply(Repository repository, List<RefMove> moves) {
    BatchRefUpdate batch = repository.getRefDatabase().newBatchUpdate();
    batch.setAtomic(true);
    // A ref that goes from one tag object to another is never a fast-forward; the old value guards.
    batch.setAllowNonFastForwards(true);
    batch.setRefLogMessage("git-model", false);
    for (RefMove move : moves) {
      batch.addCommand(new ReceiveCommand(id(move.from()), id(move.to()), move.ref()));
    }
    Path folder = repository.getDirectory().toPath();
    try (RevWalk walk = new RevWalk(repository)) {
      batch.execute(walk, NullProgressMonitor.INSTANCE);
    } catch (IOException e) {
      throw Durable.storage("can't move refs in " + folder, folder, e);
    }
    for (ReceiveCommand command : batch.getCommands()) {
      if (command.getResult() != Result.OK) {
        throw failure(folder, batch.getCommands());
      }
    }
    forceFolders(folder, moves);
  }

  private static RegistryException failure(Path repository, List<ReceiveCommand> commands) {
    Durable.probe(repository);
    String refs =
        commands.stream()
            .filter(c -> c.getResult() == Result.LOCK_FAILURE)
            .map(ReceiveCommand::getRefName)
            .reduce((a, b) -> a + ", " + b)
            .orElse("a ref");
    String lock = leftOverLock(repository, commands);
    return new RegistryException(
        Problem.CONFLICT,
        lock.isEmpty() ? refs + " moved meanwhile" : "another Git program holds " + lock,
        lock.isEmpty() ? "look again and repeat the command" : "git model doctor --fix");
  }

  private static String leftOverLock(Path repository, List<ReceiveCommand> commands) {
    Path packed = repository.resolve("packed-refs.lock");
    if (Files.exists(packed)) {
      return packed.toString();
    }
    return commands.stream()
        .map(c -> repository.resolve(c.getRefName() + ".lock"))
        .filter(Files::exists)
        .map(Path::toString)
        .findFirst()
        .orElse("");
  }

  private static void forceFolders(Path repository, List<RefMove> moves) {
    SortedSet<Path> folders = new TreeSet<>();
    for (RefMove move : moves) {
      Path folder = repository.resolve(move.ref()).getParent();
      while (folder != null && !folder.equals(repository)) {
        folders.add(folder);
        folder = folder.getParent();
      }
    }
    folders.stream().filter(Files::isDirectory).forEach(Durable::forceDirectory);
    Durable.forceDirectory(repository);
  }

  private static ObjectId id(Revision revision) {
    return ObjectId.fromString(revision.hex());
  }
}
