package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A bare repository on a Git host, as a model of the registry around it: the folder that has a
 * {@code registry.git}, one or two levels up, else the folder that the repository is in.
 */
public record HostedModel(Path registry, ModelName model) {
  private static final String SUFFIX = ".git";
  private static final String OWN = "registry" + SUFFIX;

  /** The model whose repository this is; INVALID where it is not called as one. */
  public static HostedModel of(Path repository) {
    Path real = real(repository);
    String folder = String.valueOf(real.getFileName());
    Path parent = real.resolveSibling("").normalize();
    if (!folder.endsWith(SUFFIX) || folder.length() == SUFFIX.length()) {
      throw RegistryException.invalid(
          Printable.of(real + " is not called as a model's repository is"),
          "a bare repository NAME.git holds a model");
    }
    String name = folder.substring(0, folder.length() - SUFFIX.length());
    Path above = parent.resolveSibling("").normalize();
    // The outer one counts: within a namespace a model may be called registry.
    boolean grouped = isRegistry(above);
    return grouped
        ? new HostedModel(
            above, new ModelName(Optional.of(String.valueOf(parent.getFileName())), name))
        : new HostedModel(parent, new ModelName(Optional.empty(), name));
  }

  /** True for the repository of a registry that holds its policy. */
  static boolean isPolicy(Path repository) {
    Path real = real(repository);
    Path above = real.resolveSibling("").normalize().resolveSibling("").normalize();
    return String.valueOf(real.getFileName()).equals(OWN) && !isRegistry(above);
  }

  private static boolean isRegistry(Path folder) {
    return Files.isRegularFile(folder.resolve(OWN).resolve("HEAD"));
  }

  private static Path real(Path repository) {
    try {
      return repository.toRealPath();
    } catch (IOException e) {
      throw RegistryException.notFound("there is no repository " + repository, "");
    }
  }
}
