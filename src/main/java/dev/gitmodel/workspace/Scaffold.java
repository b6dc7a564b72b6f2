package dev.gitmodel.workspace;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files that a new model starts with, from the templates in the jar. */
public final class Scaffold {
  private static final String TEMPLATES = "/templates/model/";
  private static final String NAME = "@name@";
  // The templates have no dots in front, so that Git does not obey them where they are developed.
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("model.yaml", "model.yaml");
    FILES.put("README.md", "README.md");
    FILES.put(".gitattributes", "gitattributes");
    FILES.put(".gitignore", "gitignore");
  }

  private Scaffold() {}

  /** Names of files: what was written, and what was there and left alone. */
  public record Laid(List<String> written, List<String> kept) {
    public Laid {
      written = List.copyOf(written);
      kept = List.copyOf(kept);
    }
  }

  /** What {@link #init} would do now; nothing is written. */
  public static Laid plan(Path directory) {
    requireRoom(directory);
    Map<Boolean, List<String>> there =
        FILES.keySet().stream()
            .collect(Collectors.partitioningBy(file -> isThere(directory.resolve(file))));
    return new Laid(there.getOrDefault(false, List.of()), there.getOrDefault(true, List.of()));
  }

  /** Lays what is not there into the folder, which is made where there is none. */
  public static Laid init(Path directory, ModelName name) {
    requireRoom(directory);
    List<String> written = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        String text = template(file.getValue()).replace(NAME, name.toString());
        boolean isNew = lay(directory.resolve(file.getKey()), text);
        (isNew ? written : kept).add(file.getKey());
      }
    } catch (IOException e) {
      throw Disk.failed("can't write to " + directory, e);
    }
    return new Laid(written, kept);
  }

  /** INVALID where something that is no folder is in the way. */
  private static void requireRoom(Path directory) {
    Path nearest = directory.toAbsolutePath();
    while (!isThere(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      throw RegistryException.invalid(
          Printable.of(nearest + " is not a folder"), "name a folder, or one to be made");
    }
  }

  /** True for anything, a dangling link too. */
  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean lay(Path file, String text) throws IOException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }

  private static String template(String name) throws IOException {
    try (InputStream in = Scaffold.class.getResourceAsStream(TEMPLATES + name)) {
      if (in == null) {
        throw new IllegalStateException("the template " + name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
