package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.io.FileUtils;

/** One run of another program: argument list, no shell; input given, output taken. */
final class Tool {
  private Tool() {}

  /** How it ended and what it said. */
  record Run(int exit, String out, String err) {}

  /**
   * Runs the command to its end; INVALID where there is no such program, and {@code hint} says what
   * to do: trying again would not help.
   */
  static Run run(List<String> command, byte[] input, String hint) {
    return run(new ProcessBuilder(command), input, hint);
  }

  /** As above, in the folder and environment that {@code command} has. */
  static Run run(ProcessBuilder command, byte[] input, String hint) {
    try {
      Process process = command.start();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      CompletableFuture<String> out =
          CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      } catch (IOException closedEarly) {
        // It ended without reading everything; its exit code says why.
      }
      return new Run(process.waitFor(), out.join(), err.join());
    } catch (IOException e) {
      throw new RegistryException(
          Problem.INVALID,
          "can't run " + command.command().get(0) + ", which is not installed or no program",
          hint,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted", "");
    }
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Durable.storage("can't read what a program said", e);
    }
  }

  /** A private temporary folder. */
  static Path folder(String purpose) {
    try {
      return Files.createTempDirectory("git-model-" + purpose);
    } catch (IOException e) {
      throw Durable.storage("can't make a temporary folder", e);
    }
  }

  static void discard(Path folder) {
    FileUtils.deleteQuietly(folder.toFile());
  }
}
