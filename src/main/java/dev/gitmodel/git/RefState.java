package dev.gitmodel.git;

import java.io.File;
import java.nio.file.Path;

/**
 * A cheap sign that no ref of a repository moved: the times of packed-refs and of every folder
 * below refs, in which each change is a rename. A dozen stat calls, no file read.
 */
final class RefState {
  // A change within the clock's grain of the last one would leave the same time behind.
  private static final long GRAIN_MILLIS = 1000;
  private static final char SEPARATOR = '|';
  private static final String PACKED = "packed-refs";

  private RefState() {}

  /** The state now; one that never matches where something moved just now. */
  static String of(Path repository) {
    StringBuilder state = new StringBuilder();
    File packed = repository.resolve(PACKED).toFile();
    long newest = packed.lastModified();
    state.append(PACKED).append(':').append(newest);
    newest = Math.max(newest, append(repository.toFile(), "refs", state));
    boolean settled = newest + GRAIN_MILLIS < System.currentTimeMillis();
    return settled ? state.toString() : "?";
  }

  /** False for the state that never matches. */
  static boolean isSettled(String state) {
    return !state.equals("?");
  }

  private static long append(File repository, String name, StringBuilder state) {
    File folder = new File(repository, name);
    long newest = folder.lastModified();
    state.append(SEPARATOR).append(name).append(':').append(newest);
    String[] children = folder.list();
    for (String child : children == null ? new String[0] : children) {
      // A folder whose name a stat line can't hold has no ref of ours below it.
      if (child.indexOf(SEPARATOR) < 0 && child.indexOf(' ') < 0) {
        String path = name + "/" + child;
        if (new File(repository, path).isDirectory()) {
          newest = Math.max(newest, append(repository, path, state));
        }
      }
    }
    return newest;
  }

  /** True where the repository still is in the state; a new folder changes its parent's time. */
  static boolean unchanged(String repository, String state) {
    if (!isSettled(state)) {
      return false;
    }
    // As a file and not as a text, which would be gone through for each.
    File parent = new File(repository);
    int start = 0;
    while (start < state.length()) {
      int bar = state.indexOf(SEPARATOR, start);
      int end = bar < 0 ? state.length() : bar;
      int colon = state.lastIndexOf(':', end - 1);
      long time = Long.parseLong(state, colon + 1, end, 10);
      if (new File(parent, state.substring(start, colon)).lastModified() != time) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }
}
