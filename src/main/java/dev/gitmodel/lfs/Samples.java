package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A cheap guess whether two files of one size are equal: a few blocks of them are. */
final class Samples {
  private static final int BLOCK = 64 * 1024;

  private Samples() {}

  /** The digest of start, middle and end of a file that is longer than these. */
  static Digest digest(FileChannel file, long size) throws IOException {
    MessageDigest sha = Digest.sha256();
    for (long at : places(size)) {
      sha.update(Reading.block(file, at, BLOCK));
    }
    return Digest.finish(sha.digest());
  }

  private static long[] places(long size) {
    long last = Math.max(0, size - BLOCK);
    return new long[] {0, last / 2, last};
  }

  /** True where start, middle and end are equal; so "no" is certain, "yes" is not. */
  static boolean equal(FileChannel one, Path other, long size) throws IOException {
    try (FileChannel two = FileChannel.open(other, StandardOpenOption.READ)) {
      for (long at : places(size)) {
        if (!Reading.block(one, at, BLOCK).equals(Reading.block(two, at, BLOCK))) {
          return false;
        }
      }
      return true;
    }
  }
}
