package dev.gitmodel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a reader that went away ({@code | head}) from an output that can't be written. */
final class BrokenPipe {
  private static final Path STDOUT = Path.of("/proc/self/fd/1");

  private BrokenPipe() {}

  /** By the kind of the output, because the system words its message in the user's language. */
  static boolean behind(Channel.Closed closed) {
    try {
      String kind = Files.readSymbolicLink(STDOUT).toString();
      return kind.startsWith("pipe:") || kind.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException e) {
      return String.valueOf(closed.getMessage()).contains("Broken pipe");
    }
  }
}
