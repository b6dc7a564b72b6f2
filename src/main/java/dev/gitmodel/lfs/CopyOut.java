package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes one object to a file of somebody's, which has its content, or is not there. */
record CopyOut(ObjectFiles files, RemoteBlobs.Item item, Progress progress) {
  void to(Path target) {
    boolean complete = false;
    try (ObjectFile from = files.open(item);
        FileChannel to =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      try {
        complete = copy(from, to);
      } finally {
        if (!complete) {
          Durable.discard(target);
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw new RegistryException(Problem.EXISTS, target + " is already there", "", e);
    } catch (ClosedByInterruptException e) {
      throw Crew.interrupted(e);
    } catch (IOException e) {
      requireThere();
      throw Durable.storage("can't write " + target, e);
    }
    if (!complete) {
      throw DirectoryBlobs.otherContent(item.digest());
    }
  }

  /** An object that is cut while it is read can end in an I/O error of its own. */
  private void requireThere() {
    try {
      files.open(item).close();
    } catch (IOException e) {
      throw DirectoryBlobs.missing(item.digest());
    }
  }

  private boolean copy(ObjectFile from, FileChannel to) throws IOException {
    long size = item.size();
    boolean right =
        from.hashed()
            ? Copying.plain(from.channel(), size, to, progress) == size
            : Reading.copy(from.channel(), size, Copying.cached(to), progress, List.of())
                .equals(new Reading(item.digest(), size));
    from.requireUnchanged();
    return right;
  }
}
