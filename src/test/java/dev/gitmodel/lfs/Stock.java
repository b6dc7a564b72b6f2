package dev.gitmodel.lfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs stock git, git-lfs and Java programs as a user would, away from this user's own settings.
 */
public final class Stock {
  private Stock() {}

  /** What it printed, both streams; an exit code other than 0 fails the test. */
  public static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    Result result = attempt(directory, command);
    if (result.exit() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + result.output());
    }
    return result.output();
  }

  public static Result attempt(Path directory, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", directory.toString(),
                "XDG_CONFIG_HOME", directory.toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "A",
                "GIT_AUTHOR_EMAIL", "a@example.com",
                "GIT_COMMITTER_NAME", "A",
                "GIT_COMMITTER_EMAIL", "a@example.com"));
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** The command that starts a program of this test's class path. */
  static List<String> java(String heap, Class<?> program) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        program.getName());
  }

  /** How a program ended, and what it printed. */
  public record Result(int exit, String output) {}
}
