package dev.gitmodel.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A machine of its own for one user: home, XDG directories, Git configuration, author and registry
 * are below one folder, and nothing of the real user's or system's is read or written.
 */
final class GitSandbox {
  private static final int PATIENCE_SECONDS = 300;

  private final Path root;
  private final Path folder;
  private final Map<String, String> environment;

  private GitSandbox(Path root, Path folder, Map<String, String> environment) {
    this.root = root;
    this.folder = folder;
    this.environment = environment;
  }

  /** A new machine below {@code root}, with an empty registry, standing in an empty folder. */
  static GitSandbox in(Path root) {
    try {
      Path home = Files.createDirectories(root.resolve("home"));
      Path folder = Files.createDirectories(root.resolve("work"));
      Files.createDirectories(root.resolve("tmp"));
      Path cache = Files.createDirectories(home.resolve(".cache/git-model"));
      Files.createSymbolicLink(cache.resolve("start"), ProgramUnderTest.launcherMemory());
      Files.writeString(
          home.resolve(".gitconfig"),
          """
          [user]
          \tname = Ada Lovelace
          \temail = ada@example.org
          [init]
          \tdefaultBranch = main
          [advice]
          \tdetachedHead = false
          """);
      return new GitSandbox(root, folder, environment(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> environment(Path root) {
    Path home = root.resolve("home");
    Map<String, String> all = new TreeMap<>();
    all.put("PATH", System.getenv("PATH"));
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("HOME", home.toString());
    all.put("XDG_CONFIG_HOME", home.resolve(".config").toString());
    all.put("XDG_DATA_HOME", home.resolve(".local/share").toString());
    all.put("XDG_STATE_HOME", home.resolve(".local/state").toString());
    all.put("XDG_CACHE_HOME", home.resolve(".cache").toString());
    all.put("TMPDIR", root.resolve("tmp").toString());
    all.put("GIT_CONFIG_NOSYSTEM", "1");
    all.put("GIT_TERMINAL_PROMPT", "0");
    all.put("GIT_MODEL_REGISTRY", root.resolve("registry").toString());
    all.put("LC_ALL", "C.UTF-8");
    all.put("TZ", "UTC");
    return all;
  }

  /** The same machine with one more variable, or another value of it. */
  GitSandbox with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new GitSandbox(root, folder, more);
  }

  /** The same machine with another registry. */
  GitSandbox withRegistry(Path registry) {
    return with("GIT_MODEL_REGISTRY", registry.toString());
  }

  /** The same machine, standing in another folder. */
  GitSandbox at(Path other) {
    return new GitSandbox(root, other, environment);
  }

  /** What commands see. */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  Path root() {
    return root;
  }

  Path home() {
    return root.resolve("home");
  }

  /** The folder that commands are started in. */
  Path folder() {
    return folder;
  }

  Path registry() {
    return Path.of(environment.getOrDefault("GIT_MODEL_REGISTRY", ""));
  }

  /** The bare repository of a model. */
  Path repository(String model) {
    return registry().resolve(model + ".git");
  }

  /** Runs git-model as a user does. */
  Run run(String... args) {
    return finish(start(args));
  }

  /** Runs any other program: git, git-lfs, strace. */
  Run tool(String... command) {
    return finish(start(List.of(command)));
  }

  /** As {@link #run}, not waited for. */
  Started start(String... args) {
    List<String> command = new ArrayList<>(ProgramUnderTest.command());
    command.addAll(List.of(args));
    return start(command);
  }

  /** A process at work, and the files that it writes to. */
  record Started(Process process, Path out, Path err, List<String> command) {}

  /** Starts a program; standard input is empty. */
  Started start(List<String> command) {
    try {
      Path out = Files.createTempFile(root.resolve("tmp"), "run", ".out");
      Path err = out.resolveSibling(out.getFileName().toString().replace(".out", ".err"));
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new Started(builder.start(), out, err, command);
    } catch (IOException e) {
      throw new UncheckedIOException("can't start " + command, e);
    }
  }

  /** Waits for the end; a program that hangs is killed, and an error. */
  static Run finish(Started started) {
    try {
      if (!started.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        started.process().destroyForcibly();
        throw new IllegalStateException("still running: " + started.command());
      }
      Run run =
          new Run(
              started.process().exitValue(),
              Files.readString(started.out()),
              Files.readString(started.err()));
      Files.delete(started.out());
      Files.delete(started.err());
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + started.command(), e);
    }
  }
}
