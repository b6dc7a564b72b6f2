package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore.Listed;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Where an embedded registry keeps things: a bare repository per model, two levels deep at most.
 */
record RegistryDirectory(Path root) {
  private static final String SUFFIX = ".git";
  private static final int LONGEST_NAME = 200;

  /**
   * A path or address as the name of one folder; hashed only where it is too long, because that
   * takes time.
   */
  static String folderName(String place) {
    String name = URLEncoder.encode(place, StandardCharsets.UTF_8);
    return name.length() <= LONGEST_NAME
        ? name
        : Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** The repository of a model, there or not. */
  Path repository(ModelName model) {
    return Path.of(folder(model));
  }

  /** The same as a text, for who asks for very many: a path takes longer to make. */
  String folder(ModelName model) {
    String parent = root + File.separator;
    Optional<String> namespace = model.namespace();
    return namespace.isEmpty()
        ? parent + model.name() + SUFFIX
        : parent + namespace.get() + File.separator + model.name() + SUFFIX;
  }

  /** The registry's own repository, which holds {@code registry.yaml}. */
  Path own() {
    return root.resolve("registry" + SUFFIX);
  }

  /** The model whose repository is at that path or {@code file://} address, where it is in here. */
  Optional<ModelName> at(String address) {
    String path = address.startsWith("file://") ? address.substring(7) : address;
    try {
      Path repository = real(Path.of(path));
      Path home = real(root);
      if (!repository.startsWith(home) || repository.equals(home)) {
        return Optional.empty();
      }
      String name = home.relativize(repository).toString().replace(File.separatorChar, '/');
      return Optional.of(ModelName.parse(name.replaceFirst("\\.git$", "")));
    } catch (InvalidPathException | RegistryException notOurs) {
      return Optional.empty();
    }
  }

  /** With links resolved where it is there. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException absent) {
      return path.toAbsolutePath().normalize();
    }
  }

  boolean has(ModelName model) {
    return new File(folder(model) + File.separator + "HEAD").isFile();
  }

  /** True where anything is in its place: one look, for who asks of very many. */
  boolean holds(ModelName model) {
    return new File(folder(model)).exists();
  }

  /** Why it is not {@link #has had} although something is in its place, where that is so. */
  Optional<RegistryException> unreadable(ModelName model) {
    Path place = repository(model);
    for (Path folder : List.of(root, place.resolveSibling(""), place)) {
      if (Files.isDirectory(folder) && !(Files.isReadable(folder) && Files.isExecutable(folder))) {
        return Optional.of(denied("can't read " + folder, folder));
      }
    }
    if (isNoFolder()) {
      return Optional.of(noFolder());
    }
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(
            new RegistryException(
                Problem.CORRUPT,
                place + " is not a readable Git repository",
                "take it from a clone or backup, or remove it"))
        : Optional.empty();
  }

  /** Every folder whose name is a model's; others are nobody's and left alone. */
  SortedSet<ModelName> models() {
    return models(
        (name, e) -> {
          if (e.problem() == Problem.STORAGE) {
            throw e;
          }
        });
  }

  /** The same without namespaces that can't be listed, which are told. */
  Listed listed() {
    List<Finding> unreadable = new ArrayList<>();
    SortedSet<ModelName> models =
        models((name, e) -> unreadable.add(new Finding(name, e.text(), e.hint())));
    return new Listed(models, unreadable);
  }

  private SortedSet<ModelName> models(BiConsumer<String, RegistryException> hidden) {
    NavigableSet<ModelName> found = new TreeSet<>();
    if (isNoFolder()) {
      throw noFolder();
    }
    if (!Files.isDirectory(root)) {
      return found;
    }
    for (String name : children(root)) {
      Path entry = root.resolve(name);
      if (name.endsWith(SUFFIX)) {
        model(Optional.empty(), name).ifPresent(found::add);
      } else if (!name.startsWith(".") && Files.isDirectory(entry)) {
        try {
          for (String inner : children(entry)) {
            model(Optional.of(name), inner).ifPresent(found::add);
          }
        } catch (RegistryException e) {
          hidden.accept(name, e);
        }
      } else if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
        hidden.accept(
            name,
            new RegistryException(
                Problem.CORRUPT,
                entry + " is a link to what is not there",
                "see where it leads: ls -l " + entry));
      }
    }
    return found;
  }

  /** False where nothing is there yet: that is an empty registry. */
  private boolean isNoFolder() {
    return Files.exists(root) && !Files.isDirectory(root);
  }

  private RegistryException noFolder() {
    return RegistryException.invalid(
        Printable.of(root + " is not a folder"),
        "name the registry's: --registry DIR, GIT_MODEL_REGISTRY or git config model.registry");
  }

  private static RegistryException denied(String what, Path folder) {
    return Durable.storage(what, new AccessDeniedException(folder.toString()));
  }

  private static Optional<ModelName> model(Optional<String> namespace, String folder) {
    if (!folder.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    try {
      String name = folder.substring(0, folder.length() - SUFFIX.length());
      return Optional.of(new ModelName(namespace, name));
    } catch (RegistryException notOurs) {
      return Optional.empty();
    }
  }

  /** The names alone: many models make many paths otherwise. */
  private static String[] children(Path folder) {
    String[] names = folder.toFile().list();
    if (names == null) {
      throw denied("can't list " + folder, folder);
    }
    return names;
  }
}
