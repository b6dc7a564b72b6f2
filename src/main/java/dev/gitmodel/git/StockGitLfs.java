package dev.gitmodel.git;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The user's own git-lfs, as Git's hooks call it. */
public final class StockGitLfs {
  private StockGitLfs() {}

  /**
   * Runs its {@code pre-push} hook in {@code folder}, talking to the user; its exit code. {@code
   * stdin} has a character for each byte.
   */
  public static int prePush(Path folder, List<String> args, String stdin) {
    List<String> command = new ArrayList<>(List.of("git", "lfs", "pre-push"));
    command.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(stdin.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException endedEarly) {
        // Its exit code says why.
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new RegistryException(Problem.INVALID, "can't run git lfs", "install git-lfs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted", "");
    }
  }
}
