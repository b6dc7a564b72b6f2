package dev.gitmodel.run;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Temporary folders, and commands run in them by {@code sh -c} in the given environment. */
public final class ShellWorkbench implements Workbench {
  private final Map<String, String> environment;
  private final Path parent;

  /** The folders are made in {@code parent}. */
  public ShellWorkbench(Map<String, String> environment, Path parent) {
    this.environment = Map.copyOf(environment);
    this.parent = parent;
  }

  @Override
  public Place open() {
    try {
      Path folder = Files.createTempDirectory(parent, "git-model-");
      return ShellPlace.at(folder.toRealPath(), environment);
    } catch (IOException e) {
      throw new RegistryException(
          Problem.STORAGE,
          "can't make a temporary folder in " + parent + ": " + e.getMessage(),
          "TMPDIR says where they are made",
          e);
    }
  }
}
