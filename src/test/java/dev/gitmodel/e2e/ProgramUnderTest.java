package dev.gitmodel.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the program under test is, and how it is started: the one place that knows. */
final class ProgramUnderTest {
  private ProgramUnderTest() {}

  /** The root of the checkout. */
  static Path checkout() {
    return Path.of(System.getProperty("project.basedir", "")).toAbsolutePath();
  }

  /** As a user starts it: by the launcher. */
  static List<String> command() {
    return List.of(checkout().resolve("src/launcher/git-model").toString());
  }

  /**
   * What the launcher finds out at its first use, kept for all sandboxes: else each would pay the
   * seconds that it takes.
   */
  static Path launcherMemory() {
    try {
      return Files.createDirectories(checkout().resolve("target/e2e-start"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the launcher, for tests that watch the JVM itself or give it options. */
  static List<String> direct(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.add("-Xlog:disable");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", checkout().resolve("target/git-model.jar").toString()));
    command.add("dev.gitmodel.app.Main");
    return command;
  }
}
