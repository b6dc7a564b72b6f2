package dev.gitmodel.e2e;

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
    Path launcher = checkout().resolve("src/launcher/git-model");
    return Files.isRegularFile(launcher) ? List.of(launcher.toString()) : direct();
  }

  /** Without the launcher, for tests that look at the JVM itself or give it options. */
  static List<String> direct(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", checkout().resolve("target/git-model.jar").toString()));
    return command;
  }
}
