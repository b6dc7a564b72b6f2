package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes one object to a file of somebody's, which has its content, or is not there. */
record CopyOut(DirectoryBlobs blobs, Digest digest, long size, Progress progress) {
  void to(Path target) {
    if (!blobs.has(digest, size)) {
      throw DirectoryBlobs.missing(digest);
    }
    boolean complete = false;
    try (FileChannel from = blobs.read(digest);
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
      // An object that is cut while it is read can end in an I/O error too.
      throw blobs.has(digest, size)
          ? Durable.storage("can't write " + target, e)
          : DirectoryBlobs.missing(digest);
    }
    if (!complete) {
      throw DirectoryBlobs.corrupt(
          "the object " + digest.hex() + " does not have the content of its name");
    }
  }

  private boolean copy(FileChannel from, FileChannel to) throws IOException {
    return blobs.hashedJustNow(digest)
        ? Copying.plain(from, size, to, progress) == size
        : Reading.copy(from, size, to, progress).equals(new Reading(digest, size));
  }
}
