package dev.gitmodel.app;

import dev.gitmodel.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole program with the embedded registry, without a JVM start for each command. */
public final class InProcess {
  private final Path root;
  private final Path folder;

  /** With home, registry and state below {@code root}. */
  public InProcess(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /** What a command left: its exit code and what it wrote. */
  public record Said(int exit, String out, String err) {}

  /** Runs one command line. */
  public Said run(String... argv) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var nobody = new ByteArrayInputStream(new byte[0]);
    var terminal = new Terminal(nobody, out, err, Terminal.Traits.NONE, () -> 0L);
    int exit = new Program(surroundings()).run(terminal, List.of(argv));
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Surroundings surroundings() {
    Map<String, String> environment =
        Map.of(
            "HOME", directory("home"),
            "XDG_CACHE_HOME", directory("home/cache"),
            "XDG_STATE_HOME", directory("home/state"),
            "GIT_MODEL_REGISTRY", root.resolve("registry").toString(),
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "Ada Lovelace",
            "GIT_AUTHOR_EMAIL", "ada@example.org");
    return new Surroundings(environment, folder, directory("home"), "", "");
  }

  private String directory(String name) {
    try {
      return Files.createDirectories(root.resolve(name)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** True where a bug was written down: a stack trace that a user must never cause. */
  public boolean sawABug() {
    return Files.exists(root.resolve("home/state/git-model"));
  }
}
