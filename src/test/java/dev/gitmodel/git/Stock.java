package dev.gitmodel.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stock programs, run with a home of their own and no system configuration. */
final class Stock {
  private final Path home;

  Stock(Path home) {
    this.home = home;
  }

  /** The variables that the programs see. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_AUTHOR_NAME", "Ana");
    environment.put("GIT_AUTHOR_EMAIL", "ana@example.org");
    environment.put("GIT_COMMITTER_NAME", "Ana");
    environment.put("GIT_COMMITTER_EMAIL", "ana@example.org");
    return environment;
  }

  /** What the command prints; both streams. Fails where the command does. */
  String run(Path folder, String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed: " + out);
    }
    return out;
  }

  /** As {@link #run}, of git. */
  String git(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(folder, command.toArray(String[]::new));
  }

  /** A bare repository with one commit on main. */
  Path repository(Path parent) throws IOException, InterruptedException {
    Path path = Files.createDirectories(parent.resolve("r.git"));
    git(path, "init", "-q", "--bare", "-b", "main");
    String tree = git(path, "hash-object", "-w", "-t", "tree", "/dev/null").strip();
    String commit = git(path, "commit-tree", "-m", "first", tree).strip();
    git(path, "update-ref", "refs/heads/main", commit);
    return path;
  }
}
