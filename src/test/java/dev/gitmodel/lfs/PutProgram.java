package dev.gitmodel.lfs;

import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** Puts one file in a process of its own: {@code PutProgram <lfs-dir> <file>}. */
final class PutProgram {
  private PutProgram() {}

  public static void main(String[] arguments) throws IOException {
    DirectoryBlobs blobs = new DirectoryBlobs(Path.of(arguments[0]));
    try {
      DirectoryBlobs.Put put = blobs.put(Sources.source(Path.of(arguments[1])), Progress.NONE);
      System.out.println(put.digest().hex());
    } catch (RegistryException e) {
      System.out.println(e.problem() + ": " + e.getMessage());
    }
  }
}
