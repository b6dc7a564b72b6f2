package dev.gitmodel.registry;

import dev.gitmodel.store.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A workbench whose commands are answered by the test; it remembers what it was asked. */
final class FakeBench implements Workbench {
  final List<String> asked = new ArrayList<>();
  private final Path parent;
  private final Function<String, Reading> answer;

  /** {@code answer} is by version. */
  FakeBench(Path parent, Function<String, Reading> answer) {
    this.parent = parent;
    this.answer = answer;
  }

  @Override
  public Place open() {
    Path folder = attempt(() -> Files.createTempDirectory(parent, "place"));
    return new Place() {
      @Override
      public Path folder() {
        return folder;
      }

      @Override
      public Reading measure(String command, Path in, Map<String, String> environment) {
        String version = environment.get("GIT_MODEL_VERSION");
        asked.add(version);
        boolean ready =
            Files.exists(in.resolve("model.yaml"))
                && in.toString().equals(environment.get("GIT_MODEL_FOLDER"))
                && environment.get("GIT_MODEL_REFERENCE").equals("acme/iris@" + version);
        return ready ? answer.apply(version) : new Reading.Failed(99, "not as promised");
      }

      @Override
      public void close() {
        Disk.deleteTree(folder);
      }
    };
  }

  private static <T> T attempt(Disk.Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
